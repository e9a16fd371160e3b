// SPDX-License-Identifier: GPL-3.0-or-later
#include "last_words.h"

#include "eval/evaluator_child.h"

#include <cerrno>
#include <cstdlib>
#include <exception>
#include <new>

#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace signalbox::evaluator {

void installLastWords()
{
    std::set_terminate([] {
        if (const auto current = std::current_exception()) {
            try {
                std::rethrow_exception(current);
            } catch (const std::bad_alloc &) {
                _exit(eval::kMemoryExit);
            } catch (...) {
            }
        }
        std::abort();
    });
}

} // namespace signalbox::evaluator

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
// These stand before the C library's, for the engine's library too: no allocation of it is null.
extern "C" {
void *__libc_malloc(std::size_t);
void *__libc_calloc(std::size_t, std::size_t);
void *__libc_realloc(void *, std::size_t);
}

namespace {

void *checked(void *memory, std::size_t wanted)
{
    if (!memory && wanted > 0) {
        _exit(signalbox::eval::kMemoryExit);
    }
    return memory;
}

void *map(void *at, std::size_t size, int protection, int flags, int file, off_t offset)
{
    const auto result = syscall(SYS_mmap, at, size, protection, flags, file, offset);
    if (result == -1 && errno == ENOMEM) {
        _exit(signalbox::eval::kMemoryExit);
    }
    return reinterpret_cast<void *>(result);
}

} // namespace

#define SB_REPLACES extern "C" __attribute__((visibility("default")))

SB_REPLACES void *malloc(std::size_t size) noexcept
{
    return checked(__libc_malloc(size), size);
}

SB_REPLACES void *calloc(std::size_t count, std::size_t size) noexcept
{
    return checked(__libc_calloc(count, size), count > 0 ? size : 0);
}

SB_REPLACES void *realloc(void *memory, std::size_t size) noexcept
{
    return checked(__libc_realloc(memory, size), size);
}

SB_REPLACES void *mmap(void *at, std::size_t size, int protection, int flags, int file, off_t offset) noexcept
{
    return map(at, size, protection, flags, file, offset);
}

SB_REPLACES void *mmap64(void *at, std::size_t size, int protection, int flags, int file, off64_t offset) noexcept
{
    return map(at, size, protection, flags, file, offset);
}
#endif
