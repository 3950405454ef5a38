// SPDX-License-Identifier: Apache-2.0
// node summary_lines.cjs: a summary of logs on standard input as the lines of duckdb_usage.cjs.
const summary = JSON.parse(require("fs").readFileSync(0, "utf8"));
for (const device of summary.devices) {
    const fields = [
        device.device, device.samples, device.duplicates, device.covered_ms,
        device.integrals.gpu_utilization_percent_ms ?? 0, device.present_ms.gpu_utilization ?? 0,
        device.integrals.power_centiwatt_ms ?? 0, device.present_ms.power ?? 0,
        Date.parse(device.first), Date.parse(device.last), device.gaps,
    ];
    console.log(fields.join(","));
}
