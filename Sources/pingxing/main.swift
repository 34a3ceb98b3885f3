print("pingxing")
