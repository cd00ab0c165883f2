/* SPDX-License-Identifier: GPL-2.0-only */
/* What the guest needs before the command runs. Each returns NULL or why it failed. */
#ifndef VM_SETUP_H
#define VM_SETUP_H

const char *mount_file_systems(void);
void bring_up_network(void);
const char *load_module(const char *path);
const char *load_topology(const char *loader, const char *file);

#endif
