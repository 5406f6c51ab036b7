Creator "NetLens sample, invented"
graph
[
  directed 0
  node
  [
    id 0
    label "Hoàng Văn Páo"
    sex "nam"
    graphics [ x 10.5 y 20.0 ]
  ]
  node
  [
    id 1
    label "Đặng Thị Lan"
    community 3
    community 7
  ]
  node [ id 2 label "Sùng A Chứ" ]
  edge [ source 0 target 1 value 2 ]
  edge [ source 1 target 2 label "paid" amount 5000000 currency "VND" directed 1 ]
  edge [ source 2 target 0 note "gặp ở bến xe" ]
  edge [ source 2 target 5 ]
]
