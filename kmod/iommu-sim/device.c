// SPDX-License-Identifier: GPL-2.0-only
/* Adding a device to the system behind its IOMMU, and removing it when its driver agrees. */
#include <linux/lockdep.h>
#include <linux/module.h>
#include <linux/property.h>
#include <linux/slab.h>

#include "device.h"
#include "iommu-sim.h"
#include "iommu.h"
#include "msi.h"

/* Called by the core for devices whose fwspec names one of our IOMMUs, so @dev is one of ours. */
struct iommu_device *sim_device_probe(struct device *dev)
{
	struct sim_device *device = *(struct sim_device **)dev_get_platdata(dev);

	device->domain = &device->iommu->blocked;
	dev_iommu_priv_set(dev, device);
	return &device->iommu->iommu;
}

static int init_fwspec(struct sim_device *device)
{
	int ret;

	/*
	 * The core asserts a lock of its own, which firmware code that calls this holds. What the
	 * lock protects is a device others can see; this one is on no bus yet.
	 */
	lockdep_off();
	ret = iommu_fwspec_init(&device->pdev->dev, device->iommu->iommu.fwnode);
	lockdep_on();
	return ret;
}

/* What init_fwspec() allocated is freed by the core, but only once it has seen the device. */
static void drop_fwspec(struct device *dev)
{
	struct iommu_fwspec *fwspec = dev_iommu_fwspec_get(dev);

	if (fwspec)
		fwnode_handle_put(fwspec->iommu_fwnode);
	kfree(fwspec);
	kfree(dev->iommu);
	dev->iommu = NULL;
}

/* The core asks the firmware's description of the device. */
static int describe_pasids(struct sim_device *device)
{
	const struct property_entry properties[] = {
		PROPERTY_ENTRY_U32("pasid-num-bits", device->config.pasid_bits),
		{},
	};

	if (!device->config.pasid_bits)
		return 0;
	return device_create_managed_software_node(&device->pdev->dev, properties, NULL);
}

static int add_device(struct sim_device *device)
{
	struct platform_device *pdev = device->pdev;
	int ret;

	ret = platform_device_add_data(pdev, &device, sizeof(device));
	if (ret)
		return ret;
	ret = describe_pasids(device);
	if (ret)
		return ret;
	sim_msi_isolate(&pdev->dev);
	ret = init_fwspec(device);
	if (!ret)
		ret = platform_device_add(pdev);
	if (ret) {
		drop_fwspec(&pdev->dev);
		device_remove_software_node(&pdev->dev);
	}
	return ret;
}

/* Devices behind one IOMMU are created and destroyed one at a time, the caller sees to it. */
struct sim_device *sim_device_create(struct sim_iommu *iommu,
				     const struct sim_device_config *config, int id)
{
	struct sim_device *device;
	int ret;

	if (!sim_reserved_fits(&config->reserved, iommu->config.address_width))
		return ERR_PTR(-EINVAL);
	device = kzalloc_obj(*device);
	if (!device)
		return ERR_PTR(-ENOMEM);
	mutex_init(&device->client_lock);
	xa_init_flags(&device->pasids, XA_FLAGS_LOCK_IRQ);
	device->iommu = iommu;
	device->config = *config;
	device->pdev = platform_device_alloc(IOMMU_SIM_DEVICE_NAME, id);
	if (!device->pdev) {
		ret = -ENOMEM;
		goto free;
	}
	ret = add_device(device);
	if (ret) {
		platform_device_put(device->pdev);
		goto free;
	}
	/* The bus does not tell when the IOMMU core could not take the device. */
	if (!device_iommu_mapped(&device->pdev->dev)) {
		platform_device_unregister(device->pdev);
		ret = -EIO;
		goto free;
	}
	list_add_tail(&device->node, &iommu->devices);
	sim_iommu_get(iommu);
	return device;

free:
	xa_destroy(&device->pasids);
	mutex_destroy(&device->client_lock);
	kfree(device);
	return ERR_PTR(ret);
}

static int retire_client(struct sim_device *device)
{
	int ret = 0;

	guard(mutex)(&device->client_lock);
	if (device->client)
		ret = device->client->retire(&device->pdev->dev);
	device->retired = !ret;
	return ret;
}

int sim_device_destroy(struct sim_device *device)
{
	struct sim_iommu *iommu = device->iommu;
	int ret;

	ret = retire_client(device);
	if (ret)
		return ret;
	list_del(&device->node);
	platform_device_unregister(device->pdev);
	xa_destroy(&device->pasids);
	mutex_destroy(&device->client_lock);
	kfree(device);
	sim_iommu_put(iommu);
	return 0;
}

int iommu_sim_register_client(struct device *dev, const struct iommu_sim_client *client)
{
	struct sim_device *device = dev_iommu_priv_get(dev);

	if (!device)
		return -ENODEV;
	guard(mutex)(&device->client_lock);
	if (device->retired || !try_module_get(client->owner))
		return -ENODEV;
	device->client = client;
	return 0;
}
EXPORT_SYMBOL_NS_GPL(iommu_sim_register_client, "IOMMU_SIM");

void iommu_sim_unregister_client(struct device *dev)
{
	struct sim_device *device = dev_iommu_priv_get(dev);

	guard(mutex)(&device->client_lock);
	module_put(device->client->owner);
	device->client = NULL;
}
EXPORT_SYMBOL_NS_GPL(iommu_sim_unregister_client, "IOMMU_SIM");
