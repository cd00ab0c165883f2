// SPDX-License-Identifier: GPL-2.0-only
/* Registering an IOMMU with the core, and taking it away. */
#include <linux/property.h>
#include <linux/slab.h>

#include "domain.h"
#include "iommu.h"
#include "personality.h"

static void init_ops(struct sim_iommu *iommu)
{
	iommu->ops = *iommu->config.personality->ops;
	sim_domain_init_static(iommu);
	iommu->ops.blocked_domain = &iommu->blocked;
	iommu->ops.release_domain = &iommu->blocked;
	/* The core offers what it finds here: nothing is offered and refused afterwards. */
	if (iommu->config.identity)
		iommu->ops.identity_domain = &iommu->identity;
}

struct sim_iommu *sim_iommu_create(const struct sim_iommu_config *config, int id)
{
	struct fwnode_handle *fwnode;
	struct sim_iommu *iommu;
	int ret;

	if (!sim_reserved_fits(&config->reserved, config->address_width))
		return ERR_PTR(-EINVAL);
	iommu = kzalloc_obj(*iommu);
	if (!iommu)
		return ERR_PTR(-ENOMEM);
	iommu->config = *config;
	INIT_LIST_HEAD(&iommu->devices);
	rwlock_init(&iommu->dma_lock);
	if (config->pasid_bits)
		iommu->iommu.max_pasids = BIT(config->pasid_bits);
	refcount_set(&iommu->users, 1);
	init_ops(iommu);

	/* Devices name their IOMMU by its fwnode; without one any IOMMU of the machine is taken. */
	fwnode = fwnode_create_software_node(NULL, NULL);
	if (IS_ERR(fwnode)) {
		ret = PTR_ERR(fwnode);
		goto free;
	}
	iommu->iommu.fwnode = fwnode;
	ret = iommu_device_sysfs_add(&iommu->iommu, NULL, NULL, "iommu-sim.%d", id);
	if (ret)
		goto remove_fwnode;
	ret = iommu_device_register(&iommu->iommu, &iommu->ops, NULL);
	if (ret)
		goto remove_sysfs;
	return iommu;

remove_sysfs:
	iommu_device_sysfs_remove(&iommu->iommu);
remove_fwnode:
	fwnode_remove_software_node(fwnode);
free:
	kfree(iommu);
	return ERR_PTR(ret);
}

/* The caller sees to it that no device is added meanwhile; without one no domain can be either. */
int sim_iommu_destroy(struct sim_iommu *iommu)
{
	if (!refcount_dec_if_one(&iommu->users))
		return -EBUSY;
	iommu_device_unregister(&iommu->iommu);
	iommu_device_sysfs_remove(&iommu->iommu);
	fwnode_remove_software_node(iommu->iommu.fwnode);
	kfree(iommu);
	return 0;
}

void sim_iommu_wait_for_dma(struct sim_iommu *iommu)
{
	unsigned long flags;

	write_lock_irqsave(&iommu->dma_lock, flags);
	write_unlock_irqrestore(&iommu->dma_lock, flags);
}
