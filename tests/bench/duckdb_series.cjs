// SPDX-License-Identifier: Apache-2.0
// node duckdb_series.cjs FOLDER FILE THREADS: what DuckDB makes of the series of utilization and
// power in an export of VictoriaMetrics (FILE ends in .jsonl) or a Prometheus text, exactly: for
// each device a line of both integrals and the times for which they were present. FOLDER holds
// node_modules/@duckdb/node-api. The form is that of duckdb_usage.cjs; lines of a Prometheus text
// come apart at the quotation marks around the values of their labels.
const path = require("path");

const [folder, file, threads] = process.argv.slice(2);
const { DuckDBInstance } = require(path.join(folder, "node_modules/@duckdb/node-api"));

const base = 1600000000000;  // milliseconds since 1970: times above it fit 40 bits

const fields = Array.from({ length: 15 }, (_, i) => `'f${i}': 'VARCHAR'`).join(", ");
const text = `
    SELECT f3 AS uuid, f0 = 'DCGM_FI_DEV_POWER_USAGE{gpu=' AS is_power,
        split_part(f14, ' ', 3)::BIGINT AS time,
        (split_part(f14, ' ', 2)::DECIMAL(9, 2) * 100)::BIGINT AS value
    FROM read_csv('${file}', auto_detect = false, header = false, delim = '"', quote = '',
        escape = '', ignore_errors = true, columns = {${fields}})
    WHERE f0 = 'DCGM_FI_DEV_GPU_UTIL{gpu=' OR f0 = 'DCGM_FI_DEV_POWER_USAGE{gpu='`;
const json = `
    SELECT metric.UUID AS uuid, metric.__name__ = 'DCGM_FI_DEV_POWER_USAGE' AS is_power,
        unnest(timestamps) AS time, (unnest("values") * 100)::BIGINT AS value
    FROM read_json('${file}', format = 'newline_delimited', columns = {
        'metric': 'STRUCT(UUID VARCHAR, __name__ VARCHAR)',
        'values': 'DECIMAL(9, 2)[]', 'timestamps': 'BIGINT[]'})
    WHERE metric.__name__ IN ('DCGM_FI_DEV_GPU_UTIL', 'DCGM_FI_DEV_POWER_USAGE')`;

const query = `
WITH rows AS (${file.endsWith(".jsonl") ? json : text}),
series AS MATERIALIZED (
    SELECT uuid, is_power, list_sort(list(((time - ${base}) << 24) | value)) AS readings
    FROM rows GROUP BY uuid, is_power),
neighbours AS (
    SELECT uuid, is_power, unnest(readings[:-2]) AS one, unnest(readings[2:]) AS next FROM series),
intervals AS (
    SELECT uuid, is_power, (next >> 24) - (one >> 24) AS interval, count(*) AS count,
        sum(one & 16777215) AS value
    FROM neighbours WHERE (next >> 24) > (one >> 24) GROUP BY ALL),
ranked AS (
    SELECT *, sum(count) OVER (PARTITION BY uuid, is_power ORDER BY interval) AS up_to_here,
        sum(count) OVER (PARTITION BY uuid, is_power) AS all_of_them
    FROM intervals),
caps AS (
    SELECT uuid, is_power, 3 * min(interval) AS cap FROM ranked
    WHERE up_to_here > (all_of_them - 1) // 2 GROUP BY ALL),
sums AS (
    SELECT uuid, is_power, sum(value * least(interval, cap)) AS integral,
        sum(count * least(interval, cap)) AS present
    FROM intervals JOIN caps USING (uuid, is_power) GROUP BY ALL)
SELECT uuid, sum(integral) FILTER (NOT is_power) // 100, sum(present) FILTER (NOT is_power),
    sum(integral) FILTER (is_power), sum(present) FILTER (is_power)
FROM sums GROUP BY uuid ORDER BY uuid`;

async function main() {
    const settings = { threads, preserve_insertion_order: "false" };
    const database = await DuckDBInstance.create(":memory:", settings);
    const connection = await database.connect();
    const result = await connection.runAndReadAll(query);
    const lines = result.getRows().map((row) => row.map(String).join(",") + "\n");
    process.stdout.write(lines.join(""));
}

main();
