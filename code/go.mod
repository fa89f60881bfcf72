module bakery

go 1.25
