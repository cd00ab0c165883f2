// SPDX-License-Identifier: GPL-2.0-only
/*
 * iommufd binds a device only if its memory writes cannot forge an interrupt. Those of the
 * simulated devices cannot, since they reach nothing but memory, and this MSI domain says so.
 */
#include <linux/device.h>
#include <linux/err.h>
#include <linux/irqdomain.h>
#include <linux/msi.h>

#include "msi.h"

static struct irq_domain *isolated;

static const struct irq_domain_ops no_ops = {};

int sim_msi_init(void)
{
	struct irq_domain_info info = {
		.domain_flags = IRQ_DOMAIN_FLAG_ISOLATED_MSI,
		.ops = &no_ops,
	};

	info.fwnode = irq_domain_alloc_named_fwnode("iommu-sim");
	if (!info.fwnode)
		return -ENOMEM;
	isolated = irq_domain_instantiate(&info);
	if (IS_ERR(isolated)) {
		irq_domain_free_fwnode(info.fwnode);
		return PTR_ERR(isolated);
	}
	return 0;
}

void sim_msi_exit(void)
{
	struct fwnode_handle *fwnode = isolated->fwnode;

	irq_domain_remove(isolated);
	irq_domain_free_fwnode(fwnode);
}

void sim_msi_isolate(struct device *dev)
{
	dev_set_msi_domain(dev, isolated);
}
