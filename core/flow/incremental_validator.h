// SPDX-License-Identifier: GPL-3.0-or-later
// The findings of a flow under edit, at a cost that follows the change.
#pragma once

#include "flow/edit.h"
#include "flow/validate.h"

#include <memory>

namespace signalbox::flow {

/// Gives what shapeFindings() and validate() would give of its document, finding out anew only what the changes since
/// the last time can have altered. What stands in bodies and in the file's `flows` is examined whole when it changes.
/// Thread: any one.
class IncrementalValidator
{
public:
    explicit IncrementalValidator(json::Value root);
    ~IncrementalValidator();

    const json::Value &root() const;
    /// Changes the document. Errors: flow.edit where a place is not there; the document is then between two states and of
    /// no more use.
    Result<void> apply(const Operation &operation);
    /// What lies outside of the flow is another than last time.
    void forget();
    /// `context` means the same as last time unless forget() was called.
    std::vector<Finding> findings(const ValidationContext &context);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace signalbox::flow
