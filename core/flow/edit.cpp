// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/edit_p.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

namespace signalbox::flow {

namespace {

json::Value *mutableAt(json::Value &root, const Path &path)
{
    return const_cast<json::Value *>(valueAt(root, path));
}

std::size_t positionOf(const json::Object &object, std::string_view key)
{
    return static_cast<std::size_t>(object.find(key) - object.begin());
}

// Takes `out` away and puts `in` where they say; one pass over the container unless only the end changes.
void spliceArray(json::Array &array, const std::vector<Splice::Entry> &out, const std::vector<Splice::Entry> &in)
{
    if (out.empty() && !in.empty() && in.front().at == array.size()) {
        for (const auto &entry : in) {
            array.push_back(entry.value);
        }
        return;
    }
    if (in.empty() && out.size() == 1) {
        array.erase(array.begin() + static_cast<std::ptrdiff_t>(out.front().at));
        return;
    }
    json::Array result;
    result.reserve(array.size() - out.size() + in.size());
    auto nextOut = out.begin();
    auto nextIn = in.begin();
    for (std::size_t at = 0;; ++at) {
        while (nextIn != in.end() && nextIn->at == result.size()) {
            result.push_back(nextIn->value);
            ++nextIn;
        }
        if (at >= array.size()) {
            break;
        }
        if (nextOut != out.end() && nextOut->at == at) {
            ++nextOut;
            continue;
        }
        result.push_back(std::move(array[at]));
    }
    array = std::move(result);
}

void spliceObject(json::Object &object, const std::vector<Splice::Entry> &out, const std::vector<Splice::Entry> &in)
{
    if (out.empty() && !in.empty() && in.front().at == object.size()) {
        for (const auto &entry : in) {
            object.emplace(entry.key, entry.value);
        }
        return;
    }
    if (in.empty() && out.size() == 1) {
        object.stable_erase(out.front().key);
        return;
    }
    json::Object result;
    result.reserve(object.size() - out.size() + in.size());
    auto nextOut = out.begin();
    auto nextIn = in.begin();
    auto at = object.begin();
    for (std::size_t position = 0;; ++position) {
        while (nextIn != in.end() && nextIn->at == result.size()) {
            result.emplace(nextIn->key, nextIn->value);
            ++nextIn;
        }
        if (at == object.end()) {
            break;
        }
        if (nextOut != out.end() && nextOut->at == position) {
            ++nextOut;
        } else {
            result.emplace(at->key(), std::move(at->value()));
        }
        ++at;
    }
    object = std::move(result);
}

void splice(json::Value &root, const Path &path, const std::vector<Splice::Entry> &out, const std::vector<Splice::Entry> &in)
{
    auto *container = mutableAt(root, path);
    if (container && container->is_array()) {
        spliceArray(container->get_array(), out, in);
    } else if (container && container->is_object()) {
        spliceObject(container->get_object(), out, in);
    }
}

void revert(json::Value &root, const Operation &operation)
{
    if (const auto *assignment = std::get_if<Assignment>(&operation)) {
        if (auto *value = mutableAt(root, assignment->path)) {
            *value = assignment->before;
        }
    } else {
        const auto &change = std::get<Splice>(operation);
        splice(root, change.container, change.inserted, change.removed);
    }
}

// Of values that are to go: whether they are those that the operation names, or any that stand there.
enum class Known { Values, Places };

// Whether each entry stands where it says, in ascending order.
bool holds(const json::Value &container, const std::vector<Splice::Entry> &entries, Known known)
{
    const auto *array = container.if_array();
    const auto *object = container.if_object();
    std::size_t next = 0;
    for (const auto &entry : entries) {
        if (entry.at < next) {
            return false;
        }
        next = entry.at + 1;
        if (array) {
            if (entry.at >= array->size() || (known == Known::Values && (*array)[entry.at] != entry.value)) {
                return false;
            }
        } else if (!object || entry.at >= object->size() || (object->begin() + static_cast<std::ptrdiff_t>(entry.at))->key() != entry.key
                   || (known == Known::Values && (object->begin() + static_cast<std::ptrdiff_t>(entry.at))->value() != entry.value)) {
            return false;
        }
    }
    return true;
}

// Whether `inserted` can go in when `removed` is out, and no key comes twice.
bool accepts(const json::Value &container, const Splice &change)
{
    const auto *object = container.if_object();
    const auto size = (object ? object->size() : container.get_array().size()) - change.removed.size() + change.inserted.size();
    std::size_t next = 0;
    std::set<std::string_view> keys;
    std::set<std::string_view> gone;
    for (const auto &entry : change.removed) {
        gone.insert(entry.key);
    }
    for (const auto &entry : change.inserted) {
        const bool isTaken = object && object->contains(entry.key) && !gone.contains(entry.key);
        if (entry.at < next || entry.at >= size || (object && (isTaken || !keys.insert(entry.key).second))) {
            return false;
        }
        next = entry.at + 1;
    }
    return true;
}

bool fits(const json::Value &root, const Operation &operation, Known known = Known::Values)
{
    if (const auto *assignment = std::get_if<Assignment>(&operation)) {
        const auto *value = valueAt(root, assignment->path);
        return value && (known == Known::Places || *value == assignment->before);
    }
    const auto &change = std::get<Splice>(operation);
    const auto *container = valueAt(root, change.container);
    return container && (container->is_array() || container->is_object()) && holds(*container, change.removed, known) && accepts(*container, change);
}

// Appends a step's operations to those of the step before it; a value that is set again is one change.
void mergeInto(std::vector<Operation> &into, std::vector<Operation> &&from)
{
    // Only assignments may be passed over: they move nothing.
    auto begin = into.size();
    while (begin > 0 && std::holds_alternative<Assignment>(into[begin - 1])) {
        --begin;
    }
    std::map<Path, std::size_t> places;
    for (auto at = begin; at < into.size(); ++at) {
        places[std::get<Assignment>(into[at]).path] = at;
    }
    for (auto &operation : from) {
        auto *later = std::get_if<Assignment>(&operation);
        if (!later) {
            places.clear();
            into.push_back(std::move(operation));
            continue;
        }
        const auto [place, isNew] = places.try_emplace(later->path, into.size());
        if (isNew) {
            into.push_back(std::move(operation));
        } else {
            std::get<Assignment>(into[place->second]).after = std::move(later->after);
        }
    }
}

} // namespace

Operation inverse(Operation operation)
{
    if (auto *assignment = std::get_if<Assignment>(&operation)) {
        std::swap(assignment->before, assignment->after);
    } else {
        auto &change = std::get<Splice>(operation);
        change.removed.swap(change.inserted);
    }
    return operation;
}

bool isPlaced(const json::Value &root, const Operation &operation)
{
    return fits(root, operation, Known::Places);
}

void perform(json::Value &root, const Operation &operation)
{
    if (const auto *assignment = std::get_if<Assignment>(&operation)) {
        if (auto *value = mutableAt(root, assignment->path)) {
            *value = assignment->after;
        }
    } else {
        const auto &change = std::get<Splice>(operation);
        splice(root, change.container, change.removed, change.inserted);
    }
}

void performStep(json::Value &root, const EditStep &step)
{
    for (const auto &operation : step.operations) {
        perform(root, operation);
    }
}

void revertStep(json::Value &root, const EditStep &step)
{
    for (auto at = step.operations.rbegin(); at != step.operations.rend(); ++at) {
        revert(root, *at);
    }
}

Path operator/(Path path, std::string_view member)
{
    path.emplace_back(std::string(member));
    return path;
}

Path operator/(Path path, std::size_t position)
{
    path.emplace_back(position);
    return path;
}

std::string toPointer(const Path &path)
{
    std::string pointer;
    for (const auto &step : path) {
        const auto *name = std::get_if<std::string>(&step);
        json::appendPointer(pointer, name ? *name : std::to_string(std::get<std::size_t>(step)));
    }
    return pointer;
}

Result<Path> pathAt(const json::Value &root, std::string_view pointer)
{
    const auto nothing = [&] { return Error("flow.edit", "The flow has no place " + std::string(pointer) + ".").withArg("path", std::string(pointer)); };
    Path path;
    const auto *value = &root;
    for (auto rest = pointer; !rest.empty();) {
        if (rest.front() != '/') {
            return nothing();
        }
        const auto end = std::min(rest.find('/', 1), rest.size());
        std::string token(rest.substr(1, end - 1));
        rest.remove_prefix(end);
        if (const auto *array = value->if_array()) {
            std::size_t position = 0;
            const auto *last = token.data() + token.size();
            const auto [parsed, failed] = std::from_chars(token.data(), last, position);
            if (failed != std::errc() || parsed != last || (token.size() > 1 && token.front() == '0') || position >= array->size()) {
                return nothing();
            }
            path.emplace_back(position);
            value = &(*array)[position];
            continue;
        }
        for (std::size_t at = token.find('~'); at != std::string::npos; at = token.find('~', at + 1)) {
            const char next = at + 1 < token.size() ? token[at + 1] : ' ';
            if (next != '0' && next != '1') {
                return nothing();
            }
            token.replace(at, 2, next == '0' ? "~" : "/");
        }
        const auto *object = value->if_object();
        const auto *member = object ? object->if_contains(token) : nullptr;
        if (!member) {
            return nothing();
        }
        path.emplace_back(std::move(token));
        value = member;
    }
    return path;
}

const json::Value *valueAt(const json::Value &root, const Path &path)
{
    const auto *value = &root;
    for (const auto &step : path) {
        if (const auto *name = std::get_if<std::string>(&step)) {
            const auto *object = value->if_object();
            value = object ? object->if_contains(*name) : nullptr;
        } else {
            const auto *array = value->if_array();
            const auto at = std::get<std::size_t>(step);
            value = array && at < array->size() ? &(*array)[at] : nullptr;
        }
        if (!value) {
            return nullptr;
        }
    }
    return value;
}

EditHistory::EditHistory(Document document) : m_document(std::move(document)), m_root(m_document.root()) {}

Result<const Document *> EditHistory::document()
{
    if (m_documentRevision != revision()) {
        SB_CHECK(m_document.setRoot(m_root));
        m_documentRevision = revision();
    }
    return static_cast<const Document *>(&m_document);
}

Result<std::string> EditHistory::text()
{
    SB_TRY(current, document());
    return current->text();
}

void EditHistory::begin(std::string label, std::string mergeKey)
{
    m_current = EditStep{std::move(label), std::move(mergeKey), {}, 0};
    m_open = true;
}

bool EditHistory::commit()
{
    m_open = false;
    if (m_current.operations.empty()) {
        return false;
    }
    m_steps.erase(m_steps.begin() + static_cast<std::ptrdiff_t>(m_position), m_steps.end());
    m_current.id = m_nextId++;
    const bool merges = !m_sealed && m_position > 0 && !m_current.mergeKey.empty() && m_steps.back().mergeKey == m_current.mergeKey;
    if (merges) {
        mergeInto(m_steps.back().operations, std::move(m_current.operations));
        m_steps.back().id = m_current.id;
    } else {
        m_steps.push_back(std::move(m_current));
    }
    m_current = {};
    m_position = m_steps.size();
    m_sealed = false;
    return true;
}

std::size_t EditHistory::replay(std::vector<EditStep> steps, std::size_t position)
{
    for (auto &step : steps) {
        std::size_t done = 0;
        while (done < step.operations.size() && fits(m_root, step.operations[done])) {
            perform(m_root, step.operations[done++]);
        }
        if (done < step.operations.size()) {
            while (done > 0) {
                revert(m_root, step.operations[--done]);
            }
            break;
        }
        step.id = m_nextId++;
        m_steps.push_back(std::move(step));
        ++m_position;
    }
    while (m_position > position) {
        undo();
    }
    m_sealed = true;
    return m_steps.size();
}

void EditHistory::abandon()
{
    revertStep(m_root, m_current);
    m_current = {};
    m_open = false;
}

void EditHistory::record(Operation operation)
{
    perform(m_root, operation);
    m_current.operations.push_back(std::move(operation));
}

void EditHistory::set(const Path &path, json::Value value)
{
    if (const auto *present = valueAt(m_root, path)) {
        // Equal values may still be written differently (1 and 1.0).
        if (*present != value || present->kind() != value.kind()) {
            record(Assignment{path, *present, std::move(value)});
        }
        return;
    }
    Path container(path.begin(), path.empty() ? path.end() : path.end() - 1);
    const auto *parent = valueAt(m_root, container);
    const auto *key = path.empty() ? nullptr : std::get_if<std::string>(&path.back());
    if (parent && parent->is_object() && key) {
        record(Splice{std::move(container), {}, {{parent->get_object().size(), *key, std::move(value)}}});
    }
}

void EditHistory::erase(const Path &path)
{
    const auto *present = valueAt(m_root, path);
    if (!present || path.empty()) {
        return;
    }
    Path container(path.begin(), path.end() - 1);
    Splice::Entry entry;
    entry.value = *present;
    if (const auto *key = std::get_if<std::string>(&path.back())) {
        entry.key = *key;
        entry.at = positionOf(valueAt(m_root, container)->get_object(), *key);
    } else {
        entry.at = std::get<std::size_t>(path.back());
    }
    record(Splice{std::move(container), {std::move(entry)}, {}});
}

void EditHistory::insert(const Path &array, std::size_t at, json::Value value)
{
    const auto *present = valueAt(m_root, array);
    if (present && present->is_array() && at <= present->get_array().size()) {
        record(Splice{array, {}, {{at, {}, std::move(value)}}});
    }
}

void EditHistory::append(const Path &array, json::Value value)
{
    const auto *present = valueAt(m_root, array);
    if (present && present->is_array()) {
        insert(array, present->get_array().size(), std::move(value));
    }
}

void EditHistory::eraseMany(const Path &container, const std::vector<std::size_t> &positions)
{
    const auto *present = valueAt(m_root, container);
    if (!present || positions.empty()) {
        return;
    }
    Splice change{container, {}, {}};
    for (const auto at : positions) {
        if (const auto *array = present->if_array(); array && at < array->size()) {
            change.removed.push_back({at, {}, (*array)[at]});
        } else if (const auto *object = present->if_object(); object && at < object->size()) {
            const auto member = object->begin() + static_cast<std::ptrdiff_t>(at);
            change.removed.push_back({at, std::string(member->key()), member->value()});
        }
    }
    record(std::move(change));
}

void EditHistory::insertMany(const Path &array, std::vector<Splice::Entry> entries)
{
    const auto *present = valueAt(m_root, array);
    if (present && present->is_array() && !entries.empty() && entries.back().at < present->get_array().size() + entries.size()) {
        record(Splice{array, {}, std::move(entries)});
    }
}

void EditHistory::appendMany(const Path &container, std::vector<Splice::Entry> entries)
{
    const auto *present = valueAt(m_root, container);
    if (!present || entries.empty()) {
        return;
    }
    auto at = present->is_array() ? present->get_array().size() : present->is_object() ? present->get_object().size() : 0;
    for (auto &entry : entries) {
        entry.at = at++;
    }
    record(Splice{container, {}, std::move(entries)});
}

const EditStep *EditHistory::undo()
{
    if (m_open || m_position == 0) {
        return nullptr;
    }
    const auto &step = m_steps[--m_position];
    revertStep(m_root, step);
    m_sealed = true;
    return &step;
}

const EditStep *EditHistory::redo()
{
    if (m_open || m_position == m_steps.size()) {
        return nullptr;
    }
    const auto &step = m_steps[m_position++];
    performStep(m_root, step);
    m_sealed = true;
    return &step;
}

} // namespace signalbox::flow
