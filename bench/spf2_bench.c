/* bench/spf2_bench.c - libspf2 on the same evaluations: spf2-bench ROUNDS PORT FILE
 *
 * FILE has a line for each: client, HELO, sender. The name server is 127.0.0.1, PORT; one
 * line of JSON a round, with processor time, and the time that went by. The cache of
 * libspf2 is on: from the second round on it is warm. "decoded" counts passes. */
#include "bench/mails.h"

#include <dlfcn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <time.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <arpa/nameser.h>
#include <resolv.h>
#include <spf2/spf.h>

static int port;

/* libspf2 asks whom /etc/resolv.conf names; here that is said in the program. */
int __res_ninit(res_state state);
int __res_ninit(res_state state)
{
	int (*real)(res_state) = (int (*)(res_state))dlsym(RTLD_NEXT, "__res_ninit");
	int result = real(state);

	state->nscount = 1;
	state->nsaddr_list[0] = (struct sockaddr_in){
		.sin_family = AF_INET,
		.sin_port = htons((uint16_t)port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK),
	};
	return result;
}

static bool passes(SPF_server_t *server, const char *client, const char *helo,
		   const char *sender)
{
	SPF_request_t *request = SPF_request_new(server);
	SPF_response_t *response = NULL;
	bool pass;

	SPF_request_set_ipv4_str(request, client);
	SPF_request_set_helo_dom(request, helo);
	SPF_request_set_env_from(request, sender);
	SPF_request_query_mailfrom(request, &response);
	pass = SPF_response_result(response) == SPF_RESULT_PASS;
	SPF_response_free(response);
	SPF_request_free(request);
	return pass;
}

static double wall_seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

int main(int argc, char **argv)
{
	if (argc != 4)
		return 2;

	int rounds = atoi(argv[1]);
	SPF_server_t *server;

	port = atoi(argv[2]);
	server = SPF_server_new(SPF_DNS_CACHE, 0);
	for (int round = 0; round < rounds; round++) {
		FILE *file = fopen(argv[3], "r");
		double start = cpu_seconds(), began = wall_seconds();
		char client[64], helo[256], sender[256];
		unsigned long long count = 0;

		if (!file)
			return 1;
		while (fscanf(file, "%63s %255s %255s", client, helo, sender) == 3)
			count += passes(server, client, helo, sender);
		fclose(file);
		printf("{\"wall\": %.6f}\n", wall_seconds() - began);
		mail_result(cpu_seconds() - start, count);
	}
	SPF_server_free(server);
	return 0;
}
