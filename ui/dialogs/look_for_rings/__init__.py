"""How to look for rings: method, evidence weights, period; saved as presets."""

from ui.dialog import Dialog
from ui.dialogs.look_for_rings.sheet import build

DIALOG = Dialog("look_for_rings", build)
