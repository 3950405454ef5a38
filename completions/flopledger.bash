# Completions of flopledger for bash, written by `flopledger generate bash`.
_flopledger() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}
    local options='--help --version'
    COMPREPLY=()
    if [ "$COMP_CWORD" -eq 1 ]; then
        mapfile -t COMPREPLY < <(compgen -W 'check estimate forecast explain report verify audit model logs sampling trend interconnect capacity chips thresholds standards init schema --help --version' -- "$word")
        return
    fi
    local command=${COMP_WORDS[1]}
    case $command in
        logs)
            if [ "$COMP_CWORD" -eq 2 ]; then
                mapfile -t COMPREPLY < <(compgen -W 'summarize merge --help' -- "$word")
                return
            fi
            command="logs ${COMP_WORDS[2]}"
            ;;
        sampling)
            if [ "$COMP_CWORD" -eq 2 ]; then
                mapfile -t COMPREPLY < <(compgen -W 'items snapshots --help' -- "$word")
                return
            fi
            command="sampling ${COMP_WORDS[2]}"
            ;;
    esac
    case $command in
        check)
            case $before in
                --as-of) COMPREPLY=(); return ;;
                --threshold) COMPREPLY=(); return ;;
                --jurisdiction) COMPREPLY=(); return ;;
                --max-law-age) COMPREPLY=(); return ;;
                --margin) COMPREPLY=(); return ;;
                --standard) COMPREPLY=(); return ;;
                --settle) COMPREPLY=(); return ;;
                --allow-read) mapfile -t COMPREPLY < <(compgen -d -- "$word"); return ;;
                --chips) mapfile -t COMPREPLY < <(compgen -d -- "$word"); return ;;
                --thresholds) mapfile -t COMPREPLY < <(compgen -d -- "$word"); return ;;
                --standards) mapfile -t COMPREPLY < <(compgen -d -- "$word"); return ;;
                --format) mapfile -t COMPREPLY < <(compgen -W 'text json markdown html csv' -- "$word"); return ;;
                -o|--output) mapfile -t COMPREPLY < <(compgen -f -- "$word"); return ;;
                --color) mapfile -t COMPREPLY < <(compgen -W 'auto always never' -- "$word"); return ;;
            esac
            options='--help --as-of --threshold --jurisdiction --all --max-law-age --margin --standard --settle --allow-read --chips --thresholds --standards --format --output --color --quiet'
            mapfile -t COMPREPLY < <(compgen -f -- "$word")
            ;;
        estimate)
            case $before in
                --standard) COMPREPLY=(); return ;;
                --settle) COMPREPLY=(); return ;;
                --allow-read) mapfile -t COMPREPLY < <(compgen -d -- "$word"); return ;;
                --chips) mapfile -t COMPREPLY < <(compgen -d -- "$word"); return ;;
                --standards) mapfile -t COMPREPLY < <(compgen -d -- "$word"); return ;;
                --format) mapfile -t COMPREPLY < <(compgen -W 'text json markdown html csv' -- "$word"); return ;;
                -o|--output) mapfile -t COMPREPLY < <(compgen -f -- "$word"); return ;;
                --color) mapfile -t COMPREPLY < <(compgen -W 'auto always never' -- "$word"); return ;;
            esac
            options='--help --standard --settle --allow-read --chips --standards --format --output --color --quiet'
            mapfile -t COMPREPLY < <(compgen -f -- "$word")
            ;;
        forecast)
            case $before in
                --from) COMPREPLY=(); return ;;
                --until) COMPREPLY=(); return ;;
                --as-of) COMPREPLY=(); return ;;
                --threshold) COMPREPLY=(); return ;;
                --jurisdiction) COMPREPLY=(); return ;;
                --max-law-age) COMPREPLY=(); return ;;
                --margin) COMPREPLY=(); return ;;
                --allow-read) mapfile -t COMPREPLY < <(compgen -d -- "$word"); return ;;
                --chips) mapfile -t COMPREPLY < <(compgen -d -- "$word"); return ;;
                --thresholds) mapfile -t COMPREPLY < <(compgen -d -- "$word"); return ;;
                --standards) mapfile -t COMPREPLY < <(compgen -d -- "$word"); return ;;
                --format) mapfile -t COMPREPLY < <(compgen -W 'text json markdown html csv' -- "$word"); return ;;
                -o|--output) mapfile -t COMPREPLY < <(compgen -f -- "$word"); return ;;
                --color) mapfile -t COMPREPLY < <(compgen -W 'auto always never' -- "$word"); return ;;
            esac
            options='--help --from --until --as-of --threshold --jurisdiction --all --max-law-age --margin --allow-read --chips --thresholds --standards --format --output --color --quiet'
            mapfile -t COMPREPLY < <(compgen -f -- "$word")
            ;;
        explain)
            case $before in
                --activity) COMPREPLY=(); return ;;
                --standard) COMPREPLY=(); return ;;
                --settle) COMPREPLY=(); return ;;
                --depth) COMPREPLY=(); return ;;
                --as-of) COMPREPLY=(); return ;;
                --threshold) COMPREPLY=(); return ;;
                --jurisdiction) COMPREPLY=(); return ;;
                --max-law-age) COMPREPLY=(); return ;;
                --margin) COMPREPLY=(); return ;;
                --allow-read) mapfile -t COMPREPLY < <(compgen -d -- "$word"); return ;;
                --chips) mapfile -t COMPREPLY < <(compgen -d -- "$word"); return ;;
                --thresholds) mapfile -t COMPREPLY < <(compgen -d -- "$word"); return ;;
                --standards) mapfile -t COMPREPLY < <(compgen -d -- "$word"); return ;;
                --format) mapfile -t COMPREPLY < <(compgen -W 'text json markdown html' -- "$word"); return ;;
                -o|--output) mapfile -t COMPREPLY < <(compgen -f -- "$word"); return ;;
                --color) mapfile -t COMPREPLY < <(compgen -W 'auto always never' -- "$word"); return ;;
            esac
            options='--help --activity --standard --settle --depth --as-of --threshold --jurisdiction --all --max-law-age --margin --allow-read --chips --thresholds --standards --format --output --color --quiet'
            mapfile -t COMPREPLY < <(compgen -f -- "$word")
            ;;
        report)
            case $before in
                --template) mapfile -t COMPREPLY < <(compgen -W 'summary eu-model-documentation eu-notification us-frontier' -- "$word"); return ;;
                --redact) COMPREPLY=(); return ;;
                --as-of) COMPREPLY=(); return ;;
                --threshold) COMPREPLY=(); return ;;
                --jurisdiction) COMPREPLY=(); return ;;
                --max-law-age) COMPREPLY=(); return ;;
                --margin) COMPREPLY=(); return ;;
                --standard) COMPREPLY=(); return ;;
                --allow-read) mapfile -t COMPREPLY < <(compgen -d -- "$word"); return ;;
                --chips) mapfile -t COMPREPLY < <(compgen -d -- "$word"); return ;;
                --thresholds) mapfile -t COMPREPLY < <(compgen -d -- "$word"); return ;;
                --standards) mapfile -t COMPREPLY < <(compgen -d -- "$word"); return ;;
                --format) mapfile -t COMPREPLY < <(compgen -W 'html markdown json text' -- "$word"); return ;;
                -o|--output) mapfile -t COMPREPLY < <(compgen -f -- "$word"); return ;;
                --color) mapfile -t COMPREPLY < <(compgen -W 'auto always never' -- "$word"); return ;;
            esac
            options='--help --template --redact --as-of --threshold --jurisdiction --all --max-law-age --margin --standard --allow-read --chips --thresholds --standards --format --output --color --quiet'
            mapfile -t COMPREPLY < <(compgen -f -- "$word")
            ;;
        verify)
            case $before in
                --ledger) mapfile -t COMPREPLY < <(compgen -f -- "$word"); return ;;
                --inputs) mapfile -t COMPREPLY < <(compgen -d -- "$word"); return ;;
                --allow-read) mapfile -t COMPREPLY < <(compgen -d -- "$word"); return ;;
                --chips) mapfile -t COMPREPLY < <(compgen -d -- "$word"); return ;;
                --thresholds) mapfile -t COMPREPLY < <(compgen -d -- "$word"); return ;;
                --standards) mapfile -t COMPREPLY < <(compgen -d -- "$word"); return ;;
                --format) mapfile -t COMPREPLY < <(compgen -W 'text json markdown html' -- "$word"); return ;;
                -o|--output) mapfile -t COMPREPLY < <(compgen -f -- "$word"); return ;;
                --color) mapfile -t COMPREPLY < <(compgen -W 'auto always never' -- "$word"); return ;;
            esac
            options='--help --ledger --inputs --allow-read --chips --thresholds --standards --format --output --color --quiet'
            COMPREPLY=()
            ;;
        audit)
            case $before in
                --model) COMPREPLY=(); return ;;
                --limit) COMPREPLY=(); return ;;
                --as-of) COMPREPLY=(); return ;;
                --chips) mapfile -t COMPREPLY < <(compgen -d -- "$word"); return ;;
                --thresholds) mapfile -t COMPREPLY < <(compgen -d -- "$word"); return ;;
                --format) mapfile -t COMPREPLY < <(compgen -W 'text json markdown html csv' -- "$word"); return ;;
                -o|--output) mapfile -t COMPREPLY < <(compgen -f -- "$word"); return ;;
                --color) mapfile -t COMPREPLY < <(compgen -W 'auto always never' -- "$word"); return ;;
            esac
            options='--help --model --limit --all --as-of --chips --thresholds --format --output --color --quiet'
            COMPREPLY=()
            ;;
        model)
            case $before in
                --class) COMPREPLY=(); return ;;
                --ignore-key) COMPREPLY=(); return ;;
                --sequence-length) COMPREPLY=(); return ;;
                --source-length) COMPREPLY=(); return ;;
                --images) COMPREPLY=(); return ;;
                --patches) COMPREPLY=(); return ;;
                --attention) mapfile -t COMPREPLY < <(compgen -W 'causal full' -- "$word"); return ;;
                --format) mapfile -t COMPREPLY < <(compgen -W 'text json markdown html csv' -- "$word"); return ;;
                -o|--output) mapfile -t COMPREPLY < <(compgen -f -- "$word"); return ;;
                --color) mapfile -t COMPREPLY < <(compgen -W 'auto always never' -- "$word"); return ;;
            esac
            options='--help --class --ignore-key --sequence-length --source-length --images --patches --attention --detail --format --output --color --quiet'
            mapfile -t COMPREPLY < <(compgen -f -- "$word")
            ;;
        'logs summarize')
            case $before in
                --host) COMPREPLY=(); return ;;
                --host-from) COMPREPLY=(); return ;;
                --tz) COMPREPLY=(); return ;;
                --columns) COMPREPLY=(); return ;;
                --map) COMPREPLY=(); return ;;
                --devices-per-poll) COMPREPLY=(); return ;;
                --input-format) COMPREPLY=(); return ;;
                --start) COMPREPLY=(); return ;;
                --interval) COMPREPLY=(); return ;;
                --from) COMPREPLY=(); return ;;
                --to) COMPREPLY=(); return ;;
                --jobs) COMPREPLY=(); return ;;
                --users) COMPREPLY=(); return ;;
                --hosts) COMPREPLY=(); return ;;
                --exclude) COMPREPLY=(); return ;;
                --gap) COMPREPLY=(); return ;;
                --max-rejected) COMPREPLY=(); return ;;
                --threads) COMPREPLY=(); return ;;
                --max-hold) COMPREPLY=(); return ;;
                --format) mapfile -t COMPREPLY < <(compgen -W 'text json markdown html' -- "$word"); return ;;
                -o|--output) mapfile -t COMPREPLY < <(compgen -f -- "$word"); return ;;
                --color) mapfile -t COMPREPLY < <(compgen -W 'auto always never' -- "$word"); return ;;
            esac
            options='--help --host --host-from --tz --columns --map --devices-per-poll --input-format --start --interval --from --to --jobs --users --hosts --exclude --gap --max-rejected --threads --no-fingerprints --max-hold --by-device --format --output --color --quiet'
            mapfile -t COMPREPLY < <(compgen -f -- "$word")
            ;;
        'logs merge')
            case $before in
                --max-hold) COMPREPLY=(); return ;;
                --format) mapfile -t COMPREPLY < <(compgen -W 'text json markdown html' -- "$word"); return ;;
                -o|--output) mapfile -t COMPREPLY < <(compgen -f -- "$word"); return ;;
                --color) mapfile -t COMPREPLY < <(compgen -W 'auto always never' -- "$word"); return ;;
            esac
            options='--help --max-hold --by-device --format --output --color --quiet'
            mapfile -t COMPREPLY < <(compgen -f -- "$word")
            ;;
        'sampling items')
            case $before in
                --items) COMPREPLY=(); return ;;
                --bad) COMPREPLY=(); return ;;
                --probability) COMPREPLY=(); return ;;
                --samples) COMPREPLY=(); return ;;
                --visits) COMPREPLY=(); return ;;
                --format) mapfile -t COMPREPLY < <(compgen -W 'text json markdown html' -- "$word"); return ;;
                -o|--output) mapfile -t COMPREPLY < <(compgen -f -- "$word"); return ;;
                --color) mapfile -t COMPREPLY < <(compgen -W 'auto always never' -- "$word"); return ;;
            esac
            options='--help --items --bad --probability --samples --visits --explain --format --output --color --quiet'
            ;;
        'sampling snapshots')
            case $before in
                --flop) COMPREPLY=(); return ;;
                --chip-count) COMPREPLY=(); return ;;
                --rate) COMPREPLY=(); return ;;
                --chip) COMPREPLY=(); return ;;
                --precision) mapfile -t COMPREPLY < <(compgen -W 'fp64 fp64_tensor fp32 tf32 fp16_vector fp16 fp16_acc16 bf16 fp8 fp8_acc16 fp6 fp4 int8 int4' -- "$word"); return ;;
                --chips) mapfile -t COMPREPLY < <(compgen -d -- "$word"); return ;;
                --snapshots-per-day) COMPREPLY=(); return ;;
                --training-time) COMPREPLY=(); return ;;
                --period) COMPREPLY=(); return ;;
                --probability) COMPREPLY=(); return ;;
                --samples) COMPREPLY=(); return ;;
                --format) mapfile -t COMPREPLY < <(compgen -W 'text json markdown html' -- "$word"); return ;;
                -o|--output) mapfile -t COMPREPLY < <(compgen -f -- "$word"); return ;;
                --color) mapfile -t COMPREPLY < <(compgen -W 'auto always never' -- "$word"); return ;;
            esac
            options='--help --flop --chip-count --rate --chip --precision --chips --snapshots-per-day --training-time --period --probability --samples --explain --format --output --color --quiet'
            ;;
        trend)
            case $before in
                --flop) COMPREPLY=(); return ;;
                --budget) COMPREPLY=(); return ;;
                --flop-per-dollar) COMPREPLY=(); return ;;
                --price-per-chip-hour) COMPREPLY=(); return ;;
                --utilization) COMPREPLY=(); return ;;
                --chip) COMPREPLY=(); return ;;
                --precision) mapfile -t COMPREPLY < <(compgen -W 'fp64 fp64_tensor fp32 tf32 fp16_vector fp16 fp16_acc16 bf16 fp8 fp8_acc16 fp6 fp4 int8 int4' -- "$word"); return ;;
                --chips) mapfile -t COMPREPLY < <(compgen -d -- "$word"); return ;;
                --frontier) COMPREPLY=(); return ;;
                --price-performance) COMPREPLY=(); return ;;
                --algorithmic-progress) COMPREPLY=(); return ;;
                --frontier-growth) COMPREPLY=(); return ;;
                --years) COMPREPLY=(); return ;;
                --as-of) COMPREPLY=(); return ;;
                --format) mapfile -t COMPREPLY < <(compgen -W 'text json markdown html' -- "$word"); return ;;
                -o|--output) mapfile -t COMPREPLY < <(compgen -f -- "$word"); return ;;
                --color) mapfile -t COMPREPLY < <(compgen -W 'auto always never' -- "$word"); return ;;
            esac
            options='--help --flop --budget --flop-per-dollar --price-per-chip-hour --utilization --chip --precision --chips --frontier --price-performance --algorithmic-progress --frontier-growth --years --as-of --explain --format --output --color --quiet'
            ;;
        interconnect)
            case $before in
                --class) COMPREPLY=(); return ;;
                --ignore-key) COMPREPLY=(); return ;;
                --preset) COMPREPLY=(); return ;;
                --chip) COMPREPLY=(); return ;;
                --precision) mapfile -t COMPREPLY < <(compgen -W 'fp64 fp64_tensor fp32 tf32 fp16_vector fp16 fp16_acc16 bf16 fp8 fp8_acc16 fp6 fp4 int8 int4' -- "$word"); return ;;
                --chips) mapfile -t COMPREPLY < <(compgen -d -- "$word"); return ;;
                --cap) COMPREPLY=(); return ;;
                --synchronization) mapfile -t COMPREPLY < <(compgen -W 'ring server server-in-turns' -- "$word"); return ;;
                --parameters) COMPREPLY=(); return ;;
                --active-parameters) COMPREPLY=(); return ;;
                --chips-per-pod) COMPREPLY=(); return ;;
                --pods) COMPREPLY=(); return ;;
                --utilization) COMPREPLY=(); return ;;
                --batch-tokens) COMPREPLY=(); return ;;
                --sync-every) COMPREPLY=(); return ;;
                --compression) COMPREPLY=(); return ;;
                --gradient-bytes) COMPREPLY=(); return ;;
                --activation-bytes) COMPREPLY=(); return ;;
                --dispatch-bytes) COMPREPLY=(); return ;;
                --combine-bytes) COMPREPLY=(); return ;;
                --state-bytes) COMPREPLY=(); return ;;
                --tensor-parallel) COMPREPLY=(); return ;;
                --token-bytes) COMPREPLY=(); return ;;
                --tokens-per-second) COMPREPLY=(); return ;;
                --prompt-tokens-per-second) COMPREPLY=(); return ;;
                --serving-utilization) COMPREPLY=(); return ;;
                --cache-bytes) COMPREPLY=(); return ;;
                --weight-bytes) COMPREPLY=(); return ;;
                --push-every) COMPREPLY=(); return ;;
                --time) COMPREPLY=(); return ;;
                --latency) COMPREPLY=(); return ;;
                --thresholds) mapfile -t COMPREPLY < <(compgen -d -- "$word"); return ;;
                --as-of) COMPREPLY=(); return ;;
                --format) mapfile -t COMPREPLY < <(compgen -W 'text json markdown html' -- "$word"); return ;;
                -o|--output) mapfile -t COMPREPLY < <(compgen -f -- "$word"); return ;;
                --color) mapfile -t COMPREPLY < <(compgen -W 'auto always never' -- "$word"); return ;;
            esac
            options='--help --class --ignore-key --preset --chip --precision --chips --cap --synchronization --parameters --active-parameters --chips-per-pod --pods --utilization --batch-tokens --sync-every --compression --gradient-bytes --activation-bytes --dispatch-bytes --combine-bytes --state-bytes --tensor-parallel --token-bytes --tokens-per-second --prompt-tokens-per-second --serving-utilization --cache-bytes --weight-bytes --push-every --time --latency --explain --thresholds --as-of --format --output --color --quiet'
            mapfile -t COMPREPLY < <(compgen -f -- "$word")
            ;;
        capacity)
            case $before in
                --ledger) mapfile -t COMPREPLY < <(compgen -f -- "$word"); return ;;
                --allow-read) mapfile -t COMPREPLY < <(compgen -d -- "$word"); return ;;
                --inference) COMPREPLY=(); return ;;
                --utilization) COMPREPLY=(); return ;;
                --inference-utilization) COMPREPLY=(); return ;;
                --highest-utilization) COMPREPLY=(); return ;;
                --chip) COMPREPLY=(); return ;;
                --precision) mapfile -t COMPREPLY < <(compgen -W 'fp64 fp64_tensor fp32 tf32 fp16_vector fp16 fp16_acc16 bf16 fp8 fp8_acc16 fp6 fp4 int8 int4' -- "$word"); return ;;
                --chips) mapfile -t COMPREPLY < <(compgen -d -- "$word"); return ;;
                --thresholds) mapfile -t COMPREPLY < <(compgen -d -- "$word"); return ;;
                --as-of) COMPREPLY=(); return ;;
                --format) mapfile -t COMPREPLY < <(compgen -W 'text json markdown html' -- "$word"); return ;;
                -o|--output) mapfile -t COMPREPLY < <(compgen -f -- "$word"); return ;;
                --color) mapfile -t COMPREPLY < <(compgen -W 'auto always never' -- "$word"); return ;;
            esac
            options='--help --ledger --allow-read --inference --utilization --inference-utilization --highest-utilization --chip --precision --chips --explain --thresholds --as-of --format --output --color --quiet'
            COMPREPLY=()
            ;;
        chips)
            case $before in
                --as-of) COMPREPLY=(); return ;;
                --chips) mapfile -t COMPREPLY < <(compgen -d -- "$word"); return ;;
                --format) mapfile -t COMPREPLY < <(compgen -W 'text json markdown html csv' -- "$word"); return ;;
                -o|--output) mapfile -t COMPREPLY < <(compgen -f -- "$word"); return ;;
                --color) mapfile -t COMPREPLY < <(compgen -W 'auto always never' -- "$word"); return ;;
            esac
            options='--help --export-control --explain --as-of --chips --format --output --color --quiet'
            COMPREPLY=()
            ;;
        thresholds)
            case $before in
                --as-of) COMPREPLY=(); return ;;
                --thresholds) mapfile -t COMPREPLY < <(compgen -d -- "$word"); return ;;
                --format) mapfile -t COMPREPLY < <(compgen -W 'text json markdown html csv' -- "$word"); return ;;
                -o|--output) mapfile -t COMPREPLY < <(compgen -f -- "$word"); return ;;
                --color) mapfile -t COMPREPLY < <(compgen -W 'auto always never' -- "$word"); return ;;
            esac
            options='--help --as-of --thresholds --format --output --color --quiet'
            COMPREPLY=()
            ;;
        standards)
            case $before in
                --standards) mapfile -t COMPREPLY < <(compgen -d -- "$word"); return ;;
                --format) mapfile -t COMPREPLY < <(compgen -W 'text json markdown html csv' -- "$word"); return ;;
                -o|--output) mapfile -t COMPREPLY < <(compgen -f -- "$word"); return ;;
                --color) mapfile -t COMPREPLY < <(compgen -W 'auto always never' -- "$word"); return ;;
            esac
            options='--help --standards --format --output --color --quiet'
            COMPREPLY=()
            ;;
        init)
            case $before in
                -o|--output) mapfile -t COMPREPLY < <(compgen -f -- "$word"); return ;;
                --color) mapfile -t COMPREPLY < <(compgen -W 'auto always never' -- "$word"); return ;;
            esac
            options='--help --output --color'
            ;;
        schema)
            case $before in
                -o|--output) mapfile -t COMPREPLY < <(compgen -f -- "$word"); return ;;
                --color) mapfile -t COMPREPLY < <(compgen -W 'auto always never' -- "$word"); return ;;
            esac
            options='--help --output --color'
            mapfile -t COMPREPLY < <(compgen -W 'ledger chip threshold standard inventory check estimate forecast explain report verify audit model sampling trend interconnect capacity chips export-control thresholds standards' -- "$word")
            ;;
    esac
    case $word in
        -*) mapfile -t COMPREPLY < <(compgen -W "$options" -- "$word") ;;
    esac
}
complete -o filenames -F _flopledger flopledger
