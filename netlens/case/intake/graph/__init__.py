"""Graph files (GraphML, GEXF, GML, Pajek, UCINET, matrices, edge lists): nodes and edges, and what they say of people.

items        what lies in any of them: nodes and edges, with their attributes as written
words        what their attributes are called, and what kind of thing a node is
drawn        labels and entities that GraphML programs keep in elements of their own
happening    a network told as what happened to it (Pajek)
nodes, edges one node, one edge: CaseRecords
stating      the whole file, in its order: nobody is tied whom the file does not know
lines        text as it lies, in whatever encoding
lists, grids how an edge list and a matrix are told from other tables
recognition  which of them a text file is; native tables come first
pairs        an edge list and the node list it belongs to
"""
