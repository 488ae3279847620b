# bash completion for mekiki(1)

_mekiki()
{
	local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command= i
	local commands="inspect lookup replay case extract profile read dkim spf dmarc checks data selftest help tell"
	local options="--format --picture --output --lang --profile --trust-store --geo --yara --log --queue-id --clock --client-ip --helo --mail-from
		--fail-on --only --skip --explain --tlp --no-defang --no-color --quiet --verbose
		--jobs --timeout --no-media --offline --lookup --visit --visit=browser --case --plan --questions --redact --preview --resolver --trust-anchor --connect-map --user-agent --proxy --salt --help --version -f -o -q -v -j"

	COMPREPLY=()
	for ((i = 1; i < COMP_CWORD; i++)); do
		case " $commands " in
		*" ${COMP_WORDS[i]} "*)
			command=${COMP_WORDS[i]}
			break
			;;
		esac
	done

	case $before in
	--picture) COMPREPLY=($(compgen -W "path map infrastructure timeline message" -- "$word")) ;;
	-f | --format) COMPREPLY=($(compgen -W "text json html csv markdown stix misp authres svg arf xarf" -- "$word")) ;;
	--redact) COMPREPLY=($(compgen -W "public share" -- "$word") $(compgen -f -- "$word")) ;;
	--lang) COMPREPLY=($(compgen -W "en ja" -- "$word")) ;;
	--fail-on) COMPREPLY=($(compgen -W "suspicious fraudulent" -- "$word")) ;;
	--tlp) COMPREPLY=($(compgen -W "clear green amber amber+strict red" -- "$word")) ;;
	--only | --skip) COMPREPLY=($(compgen -W "$(mekiki checks --format json 2>/dev/null |
		sed -n 's/.*"id": *"\([^"]*\)".*/\1/p')" -- "$word")) ;;
	-o | --output | --profile | --trust-store | --geo | --yara | --log | --answers | --case | --trust-anchor | --connect-map) COMPREPLY=($(compgen -f -- "$word")) ;;
	-j | --jobs | --timeout | --clock | --queue-id | --client-ip | --helo | --mail-from | --resolver | --user-agent | --proxy | --salt | --revision | --questions) ;;
	read) COMPREPLY=($(compgen -W "address certificate date geo host html maillog rdap received url whois words" -- "$word")) ;;
	profile) COMPREPLY=($(compgen -W "draft" -- "$word")) ;;
	case) COMPREPLY=($(compgen -W "list show note export due" -- "$word")) ;;
	--kind) COMPREPLY=($(compgen -W "note finding source statement response hypothesis support against withdraw letter seen" -- "$word")) ;;
	--state) COMPREPLY=($(compgen -W "found not-found drafted sent answered taken-down came-back live gone dormant back blocked parked closed" -- "$word")) ;;
	--by | --about | --title | --outlet | --url | --said-by | --when | --removes) ;;
	--desk) COMPREPLY=($(compgen -W "network registrar registry host cdn account-owner brand national reporter" -- "$word")) ;;
	help) COMPREPLY=($(compgen -W "source $commands" -- "$word")) ;;
	source) COMPREPLY=($(compgen -W "thunderbird outlook outlook-new gmail apple yahoo-japan roundcube iphone android other" -- "$word")) ;;
	*)
		if [[ $word == -* ]]; then
			case $command in
			lookup) options="--offline --lookup --visit --visit=browser --plan --questions --redact --preview --case --format --picture --output --lang --profile --geo --clock --answers
				--only --skip --resolver --trust-anchor --trust-store --connect-map --user-agent --proxy --no-defang --no-color --quiet --verbose --jobs --timeout --help" ;;
			replay) options="--rejudge --recheck --revision --redact --preview --format --picture --output --lang --tlp --fail-on --explain --no-defang --no-color --quiet --verbose
				--jobs --timeout --geo --yara --resolver --trust-anchor --connect-map --user-agent --proxy --trust-store --answers --clock --help" ;;
			case) options="--redact --kind --by --about --state --title --outlet --url --said-by --when --removes --null --format --output --lang --revision
				--explain --no-defang --no-color --quiet --verbose --jobs --timeout --clock --help" ;;
			read) options="--json --geo --output --help" ;;
			dkim) options="--offline --plan --questions --resolver --trust-anchor --answers --clock --format --output --lang --jobs --help" ;;
			spf) options="--offline --plan --questions --resolver --trust-anchor --client-ip --helo --mail-from --answers --format --output --lang --help" ;;
			dmarc) options="--offline --plan --questions --resolver --trust-anchor --answers --format --output --lang --help" ;;
			tell) options="--desk --show-recipient --format --output --lang --profile --revision --no-defang --no-color --timeout --help" ;;
			extract) options="--list --output --help" ;;
			data) options="--refresh --format --output --resolver --proxy --user-agent --trust-store --connect-map --help" ;;
			esac
			COMPREPLY=($(compgen -W "$options" -- "$word"))
		elif [[ -z $command ]]; then
			COMPREPLY=($(compgen -W "$commands" -- "$word") $(compgen -f -- "$word"))
		else
			COMPREPLY=($(compgen -f -- "$word"))
		fi
		;;
	esac
}

complete -o filenames -F _mekiki mekiki
