// SPDX-License-Identifier: GPL-2.0-only
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "options.h"

static const struct option names[] = {
	{ "timeout", required_argument, NULL, 't' },
	{ "log", required_argument, NULL, 'l' },
	{ "module", required_argument, NULL, 'm' },
	{ "loader", required_argument, NULL, 'L' },
	{ "topology", required_argument, NULL, 'T' },
	{ "memory", required_argument, NULL, 'M' },
	{ "spool", required_argument, NULL, 's' },
	{ "finish", required_argument, NULL, 'f' },
	{},
};

static void __attribute__((noreturn)) usage(void)
{
	fprintf(stderr,
		"Usage: host --log FILE --memory DIRECTORY --spool DIRECTORY [--timeout SECONDS] [--module FILE]... "
		"[--loader FILE --topology FILE] [--finish WORD]... "
		"KERNEL [ARGUMENTS...] -- COMMAND...\n");
	exit(125);
}

/* KERNEL [ARGUMENTS...] -- COMMAND [ARGUMENTS...] */
static void split(struct options *options, char **argv)
{
	options->kernel = argv;
	while (*argv && strcmp(*argv, "--"))
		argv++;
	if (!*argv || argv == options->kernel || !argv[1])
		usage();
	*argv = NULL;
	options->command = argv + 1;
}

void parse_options(struct options *options, int argc, char **argv)
{
	int modules = 0, name;

	memset(options, 0, sizeof(*options));
	while ((name = getopt_long(argc, argv, "+", names, NULL)) != -1) {
		if (name == 't')
			options->timeout = atol(optarg);
		else if (name == 'l')
			options->log = optarg;
		else if (name == 'm' && modules < MODULES_MAX)
			options->modules[modules++] = optarg;
		else if (name == 'L')
			options->loader = optarg;
		else if (name == 'T')
			options->topology = optarg;
		else if (name == 'M')
			options->memory = optarg;
		else if (name == 's')
			options->spool = optarg;
		else if (name == 'f' && options->finish_count < FINISH_MAX)
			options->finish[options->finish_count++] = optarg;
		else
			usage();
	}
	if (!options->log || !options->memory || !options->spool)
		usage();
	split(options, argv + optind);
}
