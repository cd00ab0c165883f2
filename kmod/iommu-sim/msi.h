/* SPDX-License-Identifier: GPL-2.0-only */
/* Interrupt isolation of the devices. */
#ifndef SIM_MSI_H
#define SIM_MSI_H

struct device;

int sim_msi_init(void);
void sim_msi_exit(void);
void sim_msi_isolate(struct device *dev);

#endif
