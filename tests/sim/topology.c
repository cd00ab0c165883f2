// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sim.h"
#include "topology.h"

#define ROOT "/sys/kernel/config/iommu-sim/"

/* @format with @arg in it, to be freed. */
static __attribute__((format(printf, 1, 0))) char *text(const char *format, const char *arg)
{
	char *result;

	assert_true(asprintf(&result, format, arg) > 0);
	return result;
}

static void make_directories(char *path)
{
	for (char *slash = path + strlen(ROOT); (slash = strchr(slash, '/')); slash++) {
		*slash = '\0';
		assert_true(!mkdir(path, 0755) || errno == EEXIST);
		*slash = '/';
	}
}

int topology_set(const char *path, const char *value)
{
	char *file = text(ROOT "%s", path);
	int fd, ret = 0;

	make_directories(file);
	fd = open(file, O_WRONLY | O_CLOEXEC);
	if (fd < 0 || write(fd, value, strlen(value)) < 0)
		ret = -errno;
	if (fd >= 0)
		close(fd);
	free(file);
	return ret;
}

/* The one file that matches @pattern, which is freed. */
static char *only_match(char *pattern)
{
	glob_t found;
	char *path;

	if (glob(pattern, 0, NULL, &found) || found.gl_pathc != 1)
		fail_msg("%s: not exactly one such file", pattern);
	path = strdup(found.gl_pathv[0]);
	assert_non_null(path);
	globfree(&found);
	free(pattern);
	return path;
}

char *topology_file(const char *device)
{
	char *attribute = text(ROOT "%s/dev_name", device), name[64] = "", *directory, *file;
	FILE *stream = fopen(attribute, "re");

	assert_non_null(stream);
	assert_int_equal(fscanf(stream, "%63s", name), 1);
	fclose(stream);
	directory = only_match(text("/sys/bus/platform/devices/%s/vfio-dev/*", name));
	file = text("/dev/vfio/devices/%s", strrchr(directory, '/') + 1);
	free(directory);
	free(attribute);
	return file;
}

/* Stop what is in each directory that matches @pattern, which is freed, and remove it. */
static void remove_matching(char *pattern)
{
	glob_t found;

	if (!glob(pattern, GLOB_ONLYDIR, NULL, &found)) {
		for (size_t i = 0; i < found.gl_pathc; i++) {
			char *live = text("%slive", found.gl_pathv[i] + strlen(ROOT));

			assert_ret(topology_set(live, "0"), 0);
			assert_int_equal(rmdir(found.gl_pathv[i]), 0);
			free(live);
		}
		globfree(&found);
	}
	free(pattern);
}

void topology_remove(const char *instance)
{
	remove_matching(text(ROOT "%s/*/", instance));
	remove_matching(text(ROOT "%s/", instance));
}

static void apply(const char *setting)
{
	const char *equals = strchr(setting, '=');
	char path[64];

	assert_non_null(equals);
	snprintf(path, sizeof(path), "%.*s", (int)(equals - setting), setting);
	assert_ret(topology_set(path, equals + 1), 0);
}

int topology_setup(void **state, const char *const *settings, const char *device)
{
	char *file;

	for (; *settings; settings++)
		apply(*settings);
	file = topology_file(device);
	sim_setup_with(state, file);
	free(file);
	return 0;
}

int topology_teardown(void **state)
{
	sim_teardown(state);
	topology_remove("test");
	return 0;
}
