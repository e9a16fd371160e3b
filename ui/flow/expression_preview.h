// SPDX-License-Identifier: GPL-3.0-or-later
// What an expression would give with the data of the last run, shown below the field in which it is written. The backend
// evaluates it.
#pragma once

#include "api/run_control_calls.h"
#include "ui/theme/theme.h"
#include "ui/widgets/renewable_scope.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

#include <functional>
#include <string>

namespace signalbox::ui {

class ElidedLabel;
class FlowDocument;
class TextField;

/// Asks for the fields of one node, or for the condition of an edge. Thread: the GUI thread.
class PreviewSource : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    enum class Of { Node, EdgeFromNode };
    /// The fields are those of that node, or of an edge that leaves it, from now on; null: of none. What was asked before is
    /// cancelled.
    void setPlace(FlowDocument *document, std::string node, Of of = Of::Node);
    Of of() const { return m_of; }
    /// Whether there is a run whose data can be used.
    bool isReady() const;
    using Then = std::function<void(const Result<api::RunPreview> &given)>;
    /// Calls `then` once unless `asker` has gone; with `cancelled` where the place is another one by then.
    void ask(QObject *asker, std::string text, bool isExpression, Then then);

Q_SIGNALS:
    /// There are other data.
    void changed();

private:
    Task<void> read(QPointer<QObject> asker, api::RunPreviewParams params, Then then, std::stop_token stop);

    QPointer<FlowDocument> m_document;
    std::string m_node;
    Of m_of = Of::Node;
    RenewableScope m_scope;
};

/// The line below a field. Takes no room where there is nothing to show.
class ExpressionPreview : public QWidget
{
    Q_OBJECT
public:
    /// The field must outlive it.
    ExpressionPreview(const Theme &theme, TextField &field, PreviewSource &source, QWidget *parent = nullptr);

    /// What is shown; empty: nothing.
    QString text() const;

private:
    void refresh();
    void show(const Result<api::RunPreview> &given);
    bool hasExpression() const;

    TextField &m_field;
    QPointer<PreviewSource> m_source;
    ElidedLabel *m_line;
    QTimer m_pause;
    bool m_isAsking = false;
    bool m_asksAgain = false;
};

} // namespace signalbox::ui
