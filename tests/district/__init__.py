"""An invented district: workbooks as towns would send them, with the answers known beforehand.

Nothing here imports the product. The figures in `known.json` are a second, independent computation.
"""
