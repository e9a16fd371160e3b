// SPDX-License-Identifier: GPL-3.0-or-later
// Changes of a flow's JSON that can be taken back exactly, and the history of them. What a change means
// on a canvas (connect, insert, heal) is the editor's, not here.
#pragma once

#include "flow/model.h"

#include <string>
#include <variant>
#include <vector>

namespace signalbox::flow {

/// Where a value stands: names of members and positions in arrays, from the root.
using PathStep = std::variant<std::string, std::size_t>;
struct Path : std::vector<PathStep>
{
    using std::vector<PathStep>::vector;
};

/// `path` with more steps behind it.
Path operator/(Path path, std::string_view member);
Path operator/(Path path, std::size_t position);
inline Path operator/(Path path, const char *member)
{
    return std::move(path) / std::string_view(member);
}
/// As a JSON pointer. Source: RFC 6901.
std::string toPointer(const Path &path);
/// The path that a JSON pointer means in `root`. Errors: flow.edit where nothing stands there, or it is no pointer.
/// Source: RFC 6901.
Result<Path> pathAt(const json::Value &root, std::string_view pointer);
/// The value at a path, or null where nothing stands there.
const json::Value *valueAt(const json::Value &root, const Path &path);

/// A value in the place of another.
struct Assignment
{
    Path path;
    json::Value before;
    json::Value after;
};

/// Entries taken out of an array or object and others put in, by position, so that the order of keys
/// comes back too. `removed` counts positions before, `inserted` after; both ascend.
struct Splice
{
    struct Entry
    {
        std::size_t at = 0;
        std::string key; ///< of members of objects
        json::Value value;
    };
    Path container;
    std::vector<Entry> removed;
    std::vector<Entry> inserted;
};

using Operation = std::variant<Assignment, Splice>;
/// What takes it back.
Operation inverse(Operation operation);

/// What a person sees as one change.
struct EditStep
{
    std::string label;
    /// Steps with the same key that follow one another become one; empty: never.
    std::string mergeKey;
    std::vector<Operation> operations;
    std::uint64_t id = 0;
};

/// A document under edit: its JSON, changed in place, and the steps that led there. Undoing every step
/// gives the bytes that were read.
/// Thread: any one.
class EditHistory
{
public:
    explicit EditHistory(Document document);

    const json::Value &root() const { return m_root; }
    /// The document as it stands, read again if it changed. Linear in its size. Errors: flow.shape.
    Result<const Document *> document();
    /// The text to be saved. Errors: flow.shape.
    Result<std::string> text();

    /// Begins a step; the changes until commit() are its own. Steps do not nest.
    void begin(std::string label, std::string mergeKey = {});
    /// Ends the step; false if it changed nothing, and then there is no step.
    bool commit();
    /// Takes back what the open step has changed.
    void abandon();
    bool isOpen() const { return m_open; }

    /// Replaces a value that exists, or adds a member to an object that exists.
    void set(const Path &path, json::Value value);
    /// Takes away a member or element that exists.
    void erase(const Path &path);
    /// Puts an element into an array.
    void insert(const Path &array, std::size_t at, json::Value value);
    void append(const Path &array, json::Value value);
    /// Takes away several entries at once, by ascending position. Linear in the container.
    void eraseMany(const Path &container, const std::vector<std::size_t> &positions);
    /// Puts elements into an array so that each stands at its `at` then; these ascend. Linear in the array.
    void insertMany(const Path &array, std::vector<Splice::Entry> entries);
    /// Adds members, or elements without their keys, at the end. Linear in what is added.
    void appendMany(const Path &container, std::vector<Splice::Entry> entries);

    bool canUndo() const { return m_position > 0; }
    bool canRedo() const { return m_position < m_steps.size(); }
    /// The step that was taken back or done again, null if there was none.
    const EditStep *undo();
    const EditStep *redo();
    const std::vector<EditStep> &steps() const { return m_steps; }
    /// Puts steps that were recorded before on a history that has none, `position` of them in effect. Each must
    /// find what it says was there: the first that does not ends it. Gives how many are there.
    std::size_t replay(std::vector<EditStep> steps, std::size_t position);
    /// How many of the steps are in effect.
    std::size_t position() const { return m_position; }
    /// The next step stays a step of its own, whatever its key.
    void seal() { m_sealed = true; }
    /// Changes with every change; the same number means the same JSON.
    std::uint64_t revision() const { return m_position == 0 ? 0 : m_steps[m_position - 1].id; }

private:
    void record(Operation operation);

    Document m_document;
    json::Value m_root;
    std::uint64_t m_documentRevision = 0;
    std::vector<EditStep> m_steps;
    std::size_t m_position = 0;
    std::uint64_t m_nextId = 1;
    EditStep m_current;
    bool m_open = false;
    bool m_sealed = false;
};

} // namespace signalbox::flow
