# Completions of flopledger for bash, written by `flopledger generate bash`.
_flopledger() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}
    local options='--help --version'
    COMPREPLY=()
    if [ "$COMP_CWORD" -eq 1 ]; then
        mapfile -t COMPREPLY < <(compgen -W 'check estimate explain model logs chips thresholds standards init schema --help --version' -- "$word")
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
    esac
    case $command in
        check)
            case $before in
                --as-of) COMPREPLY=(); return ;;
                --threshold) COMPREPLY=(); return ;;
                --jurisdiction) COMPREPLY=(); return ;;
                --margin) COMPREPLY=(); return ;;
                --standard) COMPREPLY=(); return ;;
                --chips) mapfile -t COMPREPLY < <(compgen -d -- "$word"); return ;;
                --thresholds) mapfile -t COMPREPLY < <(compgen -d -- "$word"); return ;;
                --standards) mapfile -t COMPREPLY < <(compgen -d -- "$word"); return ;;
                --format) mapfile -t COMPREPLY < <(compgen -W 'text json' -- "$word"); return ;;
                -o|--output) mapfile -t COMPREPLY < <(compgen -f -- "$word"); return ;;
                --color) mapfile -t COMPREPLY < <(compgen -W 'auto always never' -- "$word"); return ;;
            esac
            options='--help --as-of --threshold --jurisdiction --all --margin --standard --chips --thresholds --standards --format --output --color --quiet'
            mapfile -t COMPREPLY < <(compgen -f -- "$word")
            ;;
        estimate)
            case $before in
                --standard) COMPREPLY=(); return ;;
                --chips) mapfile -t COMPREPLY < <(compgen -d -- "$word"); return ;;
                --standards) mapfile -t COMPREPLY < <(compgen -d -- "$word"); return ;;
                --format) mapfile -t COMPREPLY < <(compgen -W 'text json' -- "$word"); return ;;
                -o|--output) mapfile -t COMPREPLY < <(compgen -f -- "$word"); return ;;
                --color) mapfile -t COMPREPLY < <(compgen -W 'auto always never' -- "$word"); return ;;
            esac
            options='--help --standard --chips --standards --format --output --color --quiet'
            mapfile -t COMPREPLY < <(compgen -f -- "$word")
            ;;
        explain)
            case $before in
                --activity) COMPREPLY=(); return ;;
                --standard) COMPREPLY=(); return ;;
                --depth) COMPREPLY=(); return ;;
                --as-of) COMPREPLY=(); return ;;
                --threshold) COMPREPLY=(); return ;;
                --jurisdiction) COMPREPLY=(); return ;;
                --margin) COMPREPLY=(); return ;;
                --chips) mapfile -t COMPREPLY < <(compgen -d -- "$word"); return ;;
                --thresholds) mapfile -t COMPREPLY < <(compgen -d -- "$word"); return ;;
                --standards) mapfile -t COMPREPLY < <(compgen -d -- "$word"); return ;;
                --format) mapfile -t COMPREPLY < <(compgen -W 'text json markdown' -- "$word"); return ;;
                -o|--output) mapfile -t COMPREPLY < <(compgen -f -- "$word"); return ;;
                --color) mapfile -t COMPREPLY < <(compgen -W 'auto always never' -- "$word"); return ;;
            esac
            options='--help --activity --standard --depth --as-of --threshold --jurisdiction --all --margin --chips --thresholds --standards --format --output --color --quiet'
            mapfile -t COMPREPLY < <(compgen -f -- "$word")
            ;;
        model)
            case $before in
                --sequence-length) COMPREPLY=(); return ;;
                --source-length) COMPREPLY=(); return ;;
                --images) COMPREPLY=(); return ;;
                --patches) COMPREPLY=(); return ;;
                --attention) mapfile -t COMPREPLY < <(compgen -W 'causal full' -- "$word"); return ;;
                --format) mapfile -t COMPREPLY < <(compgen -W 'text json' -- "$word"); return ;;
                -o|--output) mapfile -t COMPREPLY < <(compgen -f -- "$word"); return ;;
                --color) mapfile -t COMPREPLY < <(compgen -W 'auto always never' -- "$word"); return ;;
            esac
            options='--help --sequence-length --source-length --images --patches --attention --detail --format --output --color --quiet'
            mapfile -t COMPREPLY < <(compgen -f -- "$word")
            ;;
        'logs summarize')
            case $before in
                --host) COMPREPLY=(); return ;;
                --host-from) COMPREPLY=(); return ;;
                --tz) COMPREPLY=(); return ;;
                --columns) COMPREPLY=(); return ;;
                --map) COMPREPLY=(); return ;;
                --input-format) COMPREPLY=(); return ;;
                --start) COMPREPLY=(); return ;;
                --interval) COMPREPLY=(); return ;;
                --from) COMPREPLY=(); return ;;
                --to) COMPREPLY=(); return ;;
                --gap) COMPREPLY=(); return ;;
                --max-rejected) COMPREPLY=(); return ;;
                --threads) COMPREPLY=(); return ;;
                --max-hold) COMPREPLY=(); return ;;
                --format) mapfile -t COMPREPLY < <(compgen -W 'text json' -- "$word"); return ;;
                -o|--output) mapfile -t COMPREPLY < <(compgen -f -- "$word"); return ;;
                --color) mapfile -t COMPREPLY < <(compgen -W 'auto always never' -- "$word"); return ;;
            esac
            options='--help --host --host-from --tz --columns --map --input-format --start --interval --from --to --gap --max-rejected --threads --no-fingerprints --max-hold --by-device --format --output --color --quiet'
            mapfile -t COMPREPLY < <(compgen -f -- "$word")
            ;;
        'logs merge')
            case $before in
                --max-hold) COMPREPLY=(); return ;;
                --format) mapfile -t COMPREPLY < <(compgen -W 'text json' -- "$word"); return ;;
                -o|--output) mapfile -t COMPREPLY < <(compgen -f -- "$word"); return ;;
                --color) mapfile -t COMPREPLY < <(compgen -W 'auto always never' -- "$word"); return ;;
            esac
            options='--help --max-hold --by-device --format --output --color --quiet'
            mapfile -t COMPREPLY < <(compgen -f -- "$word")
            ;;
        chips)
            case $before in
                --chips) mapfile -t COMPREPLY < <(compgen -d -- "$word"); return ;;
                --format) mapfile -t COMPREPLY < <(compgen -W 'text json' -- "$word"); return ;;
                -o|--output) mapfile -t COMPREPLY < <(compgen -f -- "$word"); return ;;
                --color) mapfile -t COMPREPLY < <(compgen -W 'auto always never' -- "$word"); return ;;
            esac
            options='--help --chips --format --output --color --quiet'
            COMPREPLY=()
            ;;
        thresholds)
            case $before in
                --as-of) COMPREPLY=(); return ;;
                --thresholds) mapfile -t COMPREPLY < <(compgen -d -- "$word"); return ;;
                --format) mapfile -t COMPREPLY < <(compgen -W 'text json' -- "$word"); return ;;
                -o|--output) mapfile -t COMPREPLY < <(compgen -f -- "$word"); return ;;
                --color) mapfile -t COMPREPLY < <(compgen -W 'auto always never' -- "$word"); return ;;
            esac
            options='--help --as-of --thresholds --format --output --color --quiet'
            COMPREPLY=()
            ;;
        standards)
            case $before in
                --standards) mapfile -t COMPREPLY < <(compgen -d -- "$word"); return ;;
                --format) mapfile -t COMPREPLY < <(compgen -W 'text json' -- "$word"); return ;;
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
            mapfile -t COMPREPLY < <(compgen -W 'ledger chip threshold standard' -- "$word")
            ;;
    esac
    case $word in
        -*) mapfile -t COMPREPLY < <(compgen -W "$options" -- "$word") ;;
    esac
}
complete -o filenames -F _flopledger flopledger
