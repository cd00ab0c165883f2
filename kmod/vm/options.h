/* SPDX-License-Identifier: GPL-2.0-only */
/* The command line of host.c, which kmod/vm/run writes. */
#ifndef VM_OPTIONS_H
#define VM_OPTIONS_H

#define MODULES_MAX 8
#define FINISH_MAX  8

struct options {
	long timeout; /* seconds; 0: none */
	const char *log;
	const char *memory; /* directory for the guest's memory */
	const char *spool;  /* directory for what goes to the guest */
	const char *loader;
	const char *topology;
	const char *modules[MODULES_MAX + 1];
	char *finish[FINISH_MAX +
		     3]; /* program and arguments to end with; two more and NULL follow */
	int finish_count;
	char **kernel;	/* program and arguments */
	char **command; /* program and arguments */
};

void parse_options(struct options *options, int argc, char **argv);

#endif
