#!/usr/bin/perl
# bench/spamassassin_scores.pl - what SpamAssassin gives to mails, local tests only.
#
# usage: spamassassin_scores.pl STATE-FOLDER < NAMES-OF-FILES
# One line a mail: the score.
use strict;
use warnings;
use Mail::SpamAssassin;

my ($state) = @ARGV;
my $checker = Mail::SpamAssassin->new({
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
$| = 1;
while (my $name = <STDIN>) {
	chomp $name;
	open(my $file, '<:raw', $name) or die "$name: $!\n";
	local $/;
	my $mail = $checker->parse(<$file>);
	close($file);
	my $status = $checker->check($mail);
	printf "%.3f\n", $status->get_score();
	$status->finish();
	$mail->finish();
	$/ = "\n";
}
