// SPDX-License-Identifier: Apache-2.0
// node summary_lines.cjs [series]: a summary of logs on standard input as the lines of
// duckdb_usage.cjs, or of duckdb_series.cjs.
const summary = JSON.parse(require("fs").readFileSync(0, "utf8"));
for (const device of summary.devices) {
    const counts = [device.samples, device.duplicates, device.covered_ms];
    const sums = [
        device.integrals.gpu_utilization_percent_ms ?? 0, device.present_ms.gpu_utilization ?? 0,
        device.integrals.power_centiwatt_ms ?? 0, device.present_ms.power ?? 0,
    ];
    const ends = [Date.parse(device.first), Date.parse(device.last), device.gaps];
    const fields = process.argv[2] === "series" ? sums : [...counts, ...sums, ...ends];
    console.log([device.device, ...fields].join(","));
}
