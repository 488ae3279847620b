#!/usr/bin/perl
# bench/spamassassin_bench.pl - SpamAssassin on the same mails, local tests only.
#
# usage: spamassassin_bench.pl ROUNDS STATE-FOLDER FILE...
# Rules are compiled before the clock runs. One line of JSON a round.
use strict;
use warnings;
use Mail::SpamAssassin;

my ($rounds, $state, @files) = @ARGV;
my $checker = Mail::SpamAssassin->new({
	# Where Debian keeps rules; those of sa-update are used where they are.
	DEF_RULES_DIR      => '/usr/share/spamassassin',
	LOCAL_RULES_DIR    => '/etc/spamassassin',
	LOCAL_STATE_DIR    => '/var/lib/spamassassin',
	local_tests_only   => 1,
	dont_copy_prefs    => 1,
	userprefs_filename => '/dev/null',
	userstate_dir      => $state,
	home_dir_for_helpers => $state,
	post_config_text   => "use_bayes 0\nuse_auto_whitelist 0\nuse_txrep 0\n",
});
$checker->compile_now(0, 0);

my @mails = map {
	open(my $file, '<:raw', $_) or die "$_: $!\n";
	local $/;
	<$file>;
} @files;

sub cpu { my ($user, $system) = times; return $user + $system; }

for my $round (1 .. $rounds) {
	my ($start, $hits) = (cpu(), 0);
	for my $text (@mails) {
		my $mail = $checker->parse($text);
		my $status = $checker->check($mail);
		$hits += $status->is_spam() ? 1 : 0;
		$status->finish();
		$mail->finish();
	}
	my $used = cpu() - $start;
	my $peak = 0;
	if (open(my $self, '<', '/proc/self/status')) {
		while (<$self>) { $peak = $1 if /^VmHWM:\s+(\d+)/ }
	}
	printf "{\"seconds\": %.6f, \"decoded\": %d, \"peak_kib\": %d}\n", $used, $hits, $peak;
	$| = 1;
}
