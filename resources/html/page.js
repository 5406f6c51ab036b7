"use strict";
// Beside the graph that pyvis draws (its `network`, `nodes`, `edges`): who was picked, the keyboard, the outline.
// Texts come into the page as text nodes only; nothing here builds markup from them.
(function () {
  if (typeof network === "undefined") { return; }
  var stage = document.getElementById("mynetwork");
  var who = document.getElementById("who");
  var order = nodes.getIds();
  var lines = edges.getIds();
  var outline = new Path2D(stage.dataset.outline);
  var crisp = stage.dataset.crisp === "yes";
  var colour = stage.dataset.colour;
  var picked = null;
  var still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  document.body.classList.add("live");

  network.on("beforeDrawing", function (ctx) {
    ctx.save();
    ctx.globalAlpha = crisp ? 0.09 : 0.06;
    ctx.fillStyle = colour;
    ctx.fill(outline);
    if (crisp) {
      ctx.globalAlpha = 0.7;
      ctx.lineWidth = 1.4;
      ctx.strokeStyle = colour;
      ctx.stroke(outline);
    }
    if (picked !== null) {
      var at = network.getPositions([picked])[picked];
      ctx.globalAlpha = 0.35;
      ctx.fillStyle = "#f4c430";
      ctx.beginPath();
      ctx.arc(at.x, at.y, 36, 0, 2 * Math.PI);
      ctx.fill();
    }
    ctx.restore();
  });

  function mark(id, on) {
    ["member-", "why-"].forEach(function (part) {
      var row = document.getElementById(part + id);
      if (row) { row.classList.toggle("on", on); }
    });
  }

  function inSight(id) {
    var place = network.getPositions([id])[id];
    var at = network.canvasToDOM(place);
    return at.x > 50 && at.y > 40 && at.x < stage.clientWidth - 50 && at.y < stage.clientHeight - 50;
  }

  function pick(id, move) {
    if (picked !== null) { mark(picked, false); }
    picked = id;
    who.replaceChildren();
    var near = id === null ? null : new Set(network.getConnectedNodes(id).concat([id]));
    nodes.update(order.map(function (one) { return { id: one, opacity: near === null || near.has(one) ? 1 : 0.25 }; }));
    edges.update(lines.map(function (one) {
      var far = id !== null && edges.get(one).from !== id && edges.get(one).to !== id;
      return { id: one, color: { opacity: far ? 0.07 : 0.45 }, font: { size: far ? 0 : 11 } };
    }));
    if (id === null) {
      network.unselectAll();
      return;
    }
    network.selectNodes([id]);
    mark(id, true);
    var said = document.getElementById("why-" + id);
    var row = document.getElementById("member-" + id);
    if (said) {
      var copy = said.cloneNode(true);
      copy.removeAttribute("id");
      copy.classList.remove("on");
      who.appendChild(copy);
    } else if (row) {
      who.textContent = nodes.get(id).label;
    }
    // What is said of a member takes room below the graph: look only once the graph has its new height.
    if (move) {
      window.setTimeout(function () {
        if (picked === id && !inSight(id)) { network.focus(id, { scale: network.getScale(), animation: !still }); }
      }, 120);
    }
  }

  network.on("click", function (event) {
    var id = event.nodes.length ? event.nodes[0] : null;
    pick(id, false);
    if (id !== null) {
      var row = document.getElementById("member-" + id);
      if (row) { row.scrollIntoView({ block: "nearest" }); }
    }
  });
  document.addEventListener("click", function (event) {
    var button = event.target.closest("button[data-member]");
    if (button) { pick(button.dataset.member, true); }
  });

  function zoom(factor) { network.moveTo({ scale: network.getScale() * factor, animation: still ? false : { duration: 160 } }); }
  function fit() { network.fit({ animation: !still }); }
  document.getElementById("closer").addEventListener("click", function () { zoom(1.25); });
  document.getElementById("farther").addEventListener("click", function () { zoom(0.8); });
  document.getElementById("whole").addEventListener("click", function () { pick(null, false); fit(); });
  stage.addEventListener("keydown", function (event) {
    var at = order.indexOf(picked);
    var steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
    if (event.key in steps) {
      pick(order[(at + steps[event.key] + order.length + (at < 0 && steps[event.key] < 0 ? 1 : 0)) % order.length], true);
    } else if (event.key === "+" || event.key === "=") { zoom(1.25);
    } else if (event.key === "-") { zoom(0.8);
    } else if (event.key === "0" || event.key === "Escape") { pick(null, false); fit();
    } else { return; }
    event.preventDefault();
  });
  network.setSize("100%", "100%");
  // The stage has its last size only once the page is laid out; until someone moves, the whole ring stays in sight.
  var moved = false;
  ["zoom", "dragStart"].forEach(function (name) { network.on(name, function () { moved = true; }); });
  new ResizeObserver(function () {
    if (moved) { return; }
    network.redraw();
    network.fit({ animation: false });
  }).observe(stage);
})();
