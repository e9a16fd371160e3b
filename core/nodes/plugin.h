// SPDX-License-Identifier: GPL-3.0-or-later
// What a plug-in and Signalbox know of one another: node types in a shared library that is built outside of
// Signalbox's tree, by any compiler, in C or C++. Everything that crosses is C: sizes, texts, functions; values are
// JSON in UTF-8. This header stands alone; it is the whole of the ABI.
#pragma once

#ifdef __cplusplus
#include <cstddef>
#include <cstdint>
extern "C" {
#else
#include <stddef.h>
#include <stdint.h>
#endif

// Raised when a plug-in that was built against this header would no longer work. Structs only grow at their
// ends, and carry their size, so growing is no new number.
#define SIGNALBOX_PLUGIN_ABI 1u

/// A text that belongs to whoever gives it, for the length of the call. Not ended by a zero.
typedef struct signalbox_text
{
    const char *data;
    size_t size;
} signalbox_text;

enum {
    SIGNALBOX_PURE = 0,  ///< deterministic and quick: done again after a crash; on the evaluator's thread
    SIGNALBOX_EFFECT = 1 ///< reaches outside: written down before and after; on a thread that may block
};

/// A step to carry out. `output` or `fail` is called once before `run` returns. Thread: that of `run`.
typedef struct signalbox_call
{
    size_t size;
    signalbox_text config; ///< JSON object; templates resolved, secrets in their places
    signalbox_text input;  ///< JSON
    // Of effects; empty for pure nodes.
    signalbox_text run;
    signalbox_text path;
    signalbox_text idempotency_key; ///< the same for every attempt
    int32_t attempt;
    void *host;
    /// Not 0 once the step is to end: its run was cancelled, or its time is over.
    int (*is_stopped)(void *host);
    /// Keeps a line with the step; level is log, info, warn, error or debug.
    void (*log)(void *host, const char *level, signalbox_text line);
    /// What the step gives, JSON.
    void (*output)(void *host, signalbox_text json);
    /// The step failed. `code` is dotted ("mail.refused"); retryable: trying again later can help.
    void (*fail)(void *host, const char *code, signalbox_text message, int retryable);
} signalbox_call;

/// A node type. All texts end with a zero and live as long as the library.
typedef struct signalbox_type
{
    size_t size;
    const char *name;          ///< dotted: "acme.translate"
    const char *title;
    const char *family;        ///< "logic", "data", "network", "files"
    const char *icon;          ///< of Signalbox's set, such as "node-code"; null: that one
    const char *summary;       ///< one sentence
    const char *documentation; ///< Markdown
    const char *schema;        ///< JSON Schema (2020-12) of the configuration
    const char *output_schema; ///< JSON Schema of what it gives; null: anything
    int32_t kind;
    int32_t repeatable; ///< an effect that was interrupted may simply be done again
    /// May be called by several threads at once. Nothing may be thrown out of it.
    void (*run)(const struct signalbox_type *type, const signalbox_call *call);
} signalbox_type;

typedef struct signalbox_plugin
{
    uint32_t abi; ///< SIGNALBOX_PLUGIN_ABI
    size_t size;
    const char *name;
    const char *version;
    size_t type_count;
    const signalbox_type *const *types;
} signalbox_plugin;

#if defined(_WIN32)
#define SIGNALBOX_PLUGIN_EXPORT __declspec(dllexport)
#else
#define SIGNALBOX_PLUGIN_EXPORT __attribute__((visibility("default")))
#endif

// What a plug-in exports, by this name:
//     SIGNALBOX_PLUGIN_EXPORT const signalbox_plugin *signalbox_plugin_entry(void);

#ifdef __cplusplus
}
#endif
