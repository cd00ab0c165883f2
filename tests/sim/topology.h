/* SPDX-License-Identifier: MIT OR LGPL-2.1-or-later */
/* Devices of a test's own, beside those the kernel was started with. */
#ifndef TOPOLOGY_H
#define TOPOLOGY_H

/*
 * Write @value to the attribute @path below the sim's configfs directory, for example
 * "test/dev0/live"; its directories are made if they are not there. Returns 0 or a negative errno.
 */
int topology_set(const char *path, const char *value);

/* The file of the device "INSTANCE/DEVICE", as iommufd_device_open() wants it; free() it. */
char *topology_file(const char *device);

/* Remove @instance and its devices, which nobody uses any more. */
void topology_remove(const char *instance);

/*
 * cmocka set-up and tear-down: an instance "test" of the @settings, each "PATH=VALUE", NULL ends
 * them, and a struct sim with @device of it bound.
 */
int topology_setup(void **state, const char *const *settings, const char *device);
int topology_teardown(void **state);

#endif
