/* SPDX-License-Identifier: MIT OR LGPL-2.1-or-later */
#ifndef LIBIOMMUFD_IOMMUFD_CONTEXT_H
#define LIBIOMMUFD_IOMMUFD_CONTEXT_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * struct iommufd - an iommufd context: one open /dev/iommu and the objects in it
 *
 * Objects (IOAS, HWPT, bound devices, ...) are named by ids that the kernel gives out, beginning
 * with 1; an id means nothing in another context.
 */
struct iommufd;

/**
 * iommufd_open() - open an iommufd context
 * @path: the character device, NULL for "/dev/iommu"
 * @ctx: receives the context, which the caller owns; iommufd_close() it
 *
 * The file is opened with O_CLOEXEC.
 *
 * Thread safety: any thread at any time.
 *
 * Return: 0, or
 * * -EINVAL: @ctx is NULL.
 * * -ENOENT: there is no such file: the kernel has no iommufd, or its module is not loaded.
 * * -EACCES, -EPERM: the caller may not open it.
 * * -ENOTTY: the file is no iommufd.
 * * -EMFILE, -ENFILE, -ENOMEM, and what else open(2) returns.
 *
 * Since: kernel 6.2.
 */
int iommufd_open(const char *path, struct iommufd **ctx);

/**
 * iommufd_adopt() - make a context of an iommufd that is open already
 * @fd: file descriptor of /dev/iommu, for example one received over a Unix socket
 * @ctx: receives the context, which the caller owns; iommufd_close() it
 *
 * On success the context owns @fd and will close it. On failure it stays the caller's. Its flags
 * are left as they are.
 *
 * Thread safety: any thread at any time.
 *
 * Return: 0, or
 * * -EINVAL: @ctx is NULL.
 * * -EBADF: @fd is not open.
 * * -ENOTTY: @fd is no iommufd.
 * * -ENOMEM.
 *
 * Since: kernel 6.2.
 */
int iommufd_adopt(int fd, struct iommufd **ctx);

/**
 * iommufd_fd() - the file descriptor of a context
 * @ctx: the context
 *
 * For poll(), for handing it to another process, for ioctls of one's own. It remains the context's:
 * do not close it.
 *
 * Thread safety: any thread at any time.
 *
 * Return: the descriptor, or -EINVAL if @ctx is NULL.
 */
int iommufd_fd(const struct iommufd *ctx);

/**
 * iommufd_close() - close a context
 * @ctx: the context; NULL does nothing
 *
 * The kernel destroys all objects in the context once no bound device and no other process holds
 * it open. The pointer is dead afterwards.
 *
 * Thread safety: no other thread may use @ctx now or later.
 */
void iommufd_close(struct iommufd *ctx);

/**
 * iommufd_destroy() - destroy an object
 * @ctx: the context
 * @id: the object, of any type but a bound device, which goes when its file is closed
 *
 * Wire: IOMMU_DESTROY.
 *
 * Thread safety: any thread at any time.
 *
 * Return: 0, or
 * * -EINVAL: @ctx is NULL.
 * * -ENOENT: no object has this id.
 * * -EBUSY: other objects still use it; nothing happened.
 *
 * Since: kernel 6.2.
 */
int iommufd_destroy(struct iommufd *ctx, uint32_t id);

#ifdef __cplusplus
}
#endif

#endif
