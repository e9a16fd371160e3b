// SPDX-License-Identifier: GPL-3.0-or-later
// A flow document in a window over a real backend in a folder of its own.
#pragma once

#include "support/gui_test.h"

#include "drafts/draft_store.h"
#include "session/session.h"
#include "ui/flow/flow_document.h"
#include "ui/flow/inspector.h"
#include "ui/theme/style.h"

#include <QTemporaryDir>

namespace signalbox::test {

class FlowRig
{
public:
    /// With a folder it goes on there, as after a restart.
    explicit FlowRig(const QString &folder = {});
    ~FlowRig();
    FlowRig(const FlowRig &) = delete;
    FlowRig &operator=(const FlowRig &) = delete;

    QString folder() const { return m_folder; }
    /// Opens a document, shows it, and waits until it is read and was looked through.
    ui::FlowDocument &open(const QString &location);
    /// Opens a flow of that text: it is saved first, as somebody else would.
    ui::FlowDocument &openText(const std::string &text, const std::string &id);
    /// Drops the document as a program that was killed does.
    void drop() { m_document.reset(); }
    ui::FlowDocument &document() { return *m_document; }
    canvas::CanvasView &canvas() { return m_document->canvas(); }
    std::string text() { return m_document->editor()->text().value(); }
    std::string configText(const std::string &node);

    template<typename C>
    Result<typename C::Result> call(typename C::Params params)
    {
        return test::await(session->client().call<C>(std::move(params)), Millis(30000));
    }
    std::int64_t save(const std::string &id, const std::string &text, std::int64_t revision);
    QPoint at(const char *node);
    void click(const char *node, Qt::KeyboardModifiers modifiers = {});
    bool waitForRun(Millis limit = Millis(30000));

private:
    std::unique_ptr<QTemporaryDir> m_own;
    QString m_folder;

public:
    ui::Theme theme;
    ui::BackendLink link;
    std::unique_ptr<session::Session> session;
    std::unique_ptr<drafts::DraftStore> drafts;
    std::unique_ptr<ui::Workbench> bench;
    QStringList messages;

private:
    std::unique_ptr<ui::FlowDocument> m_document;
};

/// start → fetch (transform) → end, beside it a condition; places said, and something that nobody knows.
inline constexpr const char *kSmallFlow = R"({
  "format": "signalbox.flow/1",
  "id": "small",
  "name": "Small",
  "x-mine": {"kept": 1.50},
  "nodes": [
    {"id": "start", "type": "trigger.manual", "config": {}},
    {"id": "shape", "type": "transform", "config": {"set": {"greeting": "Hello {{ input.name }}"}, "replace": true}, "x-note": true},
    {"id": "page", "type": "http.request", "config": {"url": "http://127.0.0.1:1/none", "timeout": "5s"}, "disabled": false},
    {"id": "end", "type": "output", "config": {}}
  ],
  "edges": [
    {"from": "start", "to": "shape"},
    {"from": "shape", "to": "end", "condition": "output.greeting !== ''"}
  ],
  "layout": {"nodes": {"start": [0, 0], "shape": [320, 0], "page": [320, 200], "end": [640, 0]}}
}
)";

/// Nodes of several types, each with settings.
inline constexpr const char *kFormsFlow = R"({
  "format": "signalbox.flow/1", "id": "forms", "name": "Forms",
  "nodes": [
    {"id": "start", "type": "trigger.manual"},
    {"id": "call", "type": "http.request", "config": {"url": "http://127.0.0.1:1/", "x-kept": 1}},
    {"id": "call2", "type": "http.request", "config": {"url": "http://127.0.0.1:2/", "method": "POST"}},
    {"id": "route", "type": "switch", "config": {"cases": [{"port": "a", "expression": "input.a"}, {"port": "b", "expression": "input.b"}]}},
    {"id": "shape", "type": "transform", "config": {"set": {"one": 1}}},
    {"id": "end", "type": "output"}
  ],
  "edges": [{"from": "start", "to": "call"}, {"from": "call", "to": "call2"}, {"from": "call2", "to": "route"}, {"from": "route", "fromPort": "a", "to": "shape"}, {"from": "shape", "to": "end"}],
  "vars": {"service": "http://127.0.0.1:3"}
}
)";

} // namespace signalbox::test
