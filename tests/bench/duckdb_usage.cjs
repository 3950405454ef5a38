// SPDX-License-Identifier: Apache-2.0
// node duckdb_usage.cjs FOLDER TABLE THREADS: what DuckDB makes of a table of `nvidia-smi`,
// exactly: for each device a line of samples, duplicates, covered time, both integrals and the
// times for which they were present, first, last and gaps. FOLDER holds
// node_modules/@duckdb/node-api.
//
// Of the forms tried this one was the fastest: the reader itself parses times and drops repeated
// headers and the torn row, for they are no times and not whole; a reading is one integer of 64
// bits, so that sorting a device's readings sorts integers; rows that are alike become neighbours
// at no distance; and the cap is applied to sums by distinct interval. Rows of one device and time
// must not differ, since a list does not know which came first.
const path = require("path");

const [folder, table, threads] = process.argv.slice(2);
const { DuckDBInstance } = require(path.join(folder, "node_modules/@duckdb/node-api"));

const base = 1600000000000;  // milliseconds since 1970: times above it fit 40 bits
const noUtilization = 127;
const noPower = 131071;

const query = `
WITH rows AS (
    SELECT uuid,
        ((epoch_ms(time) - ${base}) << 24)
        | (coalesce(TRY_CAST(left(utilization, -2) AS BIGINT), ${noUtilization}) << 17)
        | coalesce((TRY_CAST(left(power, -2) AS DECIMAL(9, 2)) * 100)::BIGINT, ${noPower})
        AS reading
    FROM read_csv('${table}', auto_detect = false, header = true, delim = ', ', quote = '',
        escape = '', ignore_errors = true, timestampformat = '%Y/%m/%d %H:%M:%S.%g',
        columns = {'time': 'TIMESTAMP', 'index': 'VARCHAR', 'uuid': 'VARCHAR', 'name': 'VARCHAR',
            'utilization': 'VARCHAR', 'memory': 'VARCHAR', 'power': 'VARCHAR', 'used': 'VARCHAR',
            'clock': 'VARCHAR'})),
devices AS MATERIALIZED (
    SELECT uuid, list_sort(list(reading)) AS readings FROM rows GROUP BY uuid),
neighbours AS (
    SELECT uuid, unnest(readings[:-2]) AS one, unnest(readings[2:]) AS next FROM devices),
held AS (
    SELECT uuid, (next >> 24) - (one >> 24) AS interval, (one >> 17) & 127 AS utilization,
        one & 131071 AS power
    FROM neighbours),
intervals AS (
    SELECT uuid, interval, count(*) AS count,
        sum(utilization) FILTER (utilization <> ${noUtilization}) AS utilization,
        count(*) FILTER (utilization <> ${noUtilization}) AS utilization_count,
        sum(power) FILTER (power <> ${noPower}) AS power,
        count(*) FILTER (power <> ${noPower}) AS power_count
    FROM held WHERE interval > 0 GROUP BY uuid, interval),
ranked AS (
    SELECT uuid, interval, sum(count) OVER (PARTITION BY uuid ORDER BY interval) AS up_to_here,
        sum(count) OVER (PARTITION BY uuid) AS all_of_them
    FROM intervals),
caps AS (
    SELECT uuid, 3 * min(interval) AS cap FROM ranked
    WHERE up_to_here > (all_of_them - 1) // 2 GROUP BY uuid),
sums AS (
    SELECT uuid, sum(count) + 1 AS samples, sum(count * least(interval, cap)) AS covered,
        coalesce(sum(utilization * least(interval, cap)), 0) AS utilization,
        sum(utilization_count * least(interval, cap)) AS utilization_present,
        coalesce(sum(power * least(interval, cap)), 0) AS power,
        sum(power_count * least(interval, cap)) AS power_present,
        coalesce(sum(count) FILTER (interval > 60000), 0) AS gaps
    FROM intervals JOIN caps USING (uuid) GROUP BY uuid)
SELECT uuid, samples, len(readings) - samples AS duplicates, covered, utilization,
    utilization_present, power, power_present, (readings[1] >> 24) + ${base} AS first,
    (readings[-1] >> 24) + ${base} AS last, gaps
FROM sums JOIN devices USING (uuid) ORDER BY uuid`;

async function main() {
    const settings = { threads, preserve_insertion_order: "false" };
    const database = await DuckDBInstance.create(":memory:", settings);
    const connection = await database.connect();
    const result = await connection.runAndReadAll(query);
    const lines = result.getRows().map((row) => row.map(String).join(",") + "\n");
    process.stdout.write(lines.join(""));
}

main();
