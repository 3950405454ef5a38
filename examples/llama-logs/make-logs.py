#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# Makes the logs of this example: 64 chips for 90 days, in two forms.
#   make-logs.py series > exporter.jsonl    counters of the matrix units and their clock, every 300 s
#   make-logs.py rows > last-hour.csv       utilization and power of one node, every 60 s
# usage.json is what `flopledger logs summarize exporter.jsonl -o usage.json` makes of the former.
import json
import random
import sys

NODES, CHIPS, DAYS = 8, 8, 90
START = 1772323200  # 2026-03-01
END = START + DAYS * 86400
NAME = "NVIDIA H100 80GB HBM3"


def uuid(node, chip):
    return f"GPU-5f1a00{node:02d}-0000-4000-8000-0000000000{chip:02d}"


def series():
    for node in range(NODES):
        for chip in range(CHIPS):
            random.seed(node * CHIPS + chip)
            times, tensor, clock = [], [], []
            # The exporter of the last node died an hour before the end.
            end = END - 3600 if node == NODES - 1 else END
            for time in range(START, end + 1, 300):
                restart = (time - START) // 3600 % 97 == 40  # an hour of four days is lost
                times.append(time * 1000)
                tensor.append(0 if restart else round(random.uniform(0.42, 0.50), 3))
                clock.append(1980 if restart else random.choice((1755, 1770, 1785, 1800)))
            labels = {"UUID": uuid(node, chip), "modelName": NAME, "Hostname": f"node{node}"}
            for name, values in (("DCGM_FI_PROF_PIPE_TENSOR_ACTIVE", tensor),
                                 ("DCGM_FI_DEV_SM_CLOCK", clock)):
                print(json.dumps({"metric": {"__name__": name, **labels}, "values": values,
                                  "timestamps": times}, separators=(",", ":")))


def rows():
    random.seed(1)
    print("timestamp, uuid, name, utilization.gpu [%], power.draw [W]")
    for minute in range(60):
        for chip in range(CHIPS):
            print(f"2026/05/29 23:{minute:02d}:00.000, {uuid(NODES - 1, chip)}, {NAME}, "
                  f"{random.randint(96, 100)} %, {random.randint(58000, 66000) / 100:.2f} W")


{"series": series, "rows": rows}[sys.argv[1]]()
