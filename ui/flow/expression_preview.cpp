// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/expression_preview.h"

#include "flow/template.h"
#include "ui/flow/flow_document.h"
#include "ui/flow/text_field.h"
#include "ui/widgets/text_label.h"

#include <QHBoxLayout>

namespace signalbox::ui {

namespace {

constexpr int kPauseMs = 300;
constexpr qsizetype kMostShown = 300;
constexpr qsizetype kMostHelp = 2000;
constexpr qsizetype kMostText = 60'000;

// As JavaScript takes it.
bool isTrue(const json::Value &value)
{
    switch (value.kind()) {
    case boost::json::kind::null: return false;
    case boost::json::kind::bool_: return value.get_bool();
    case boost::json::kind::int64: return value.get_int64() != 0;
    case boost::json::kind::uint64: return value.get_uint64() != 0;
    case boost::json::kind::double_: return value.get_double() != 0;
    case boost::json::kind::string: return !value.get_string().empty();
    case boost::json::kind::array:
    case boost::json::kind::object: return true;
    }
    return true;
}

} // namespace

void PreviewSource::setPlace(FlowDocument *document, std::string node, Of of)
{
    m_scope.renew();
    if (m_document) {
        m_document->run().disconnect(this);
    }
    m_document = document;
    m_node = std::move(node);
    m_of = of;
    if (document) {
        connect(&document->run(), &RunFollower::ended, this, &PreviewSource::changed);
        connect(&document->run(), &RunFollower::stateChanged, this, [this] {
            if (!isReady()) {
                Q_EMIT changed();
            }
        });
    }
}

bool PreviewSource::isReady() const
{
    return m_document && m_document->editor() && m_document->run().hasRun() && !m_document->run().isStarting();
}

void PreviewSource::ask(QObject *asker, std::string text, bool isExpression, Then then)
{
    if (!isReady()) {
        return;
    }
    api::RunPreviewParams params;
    params.id = m_document->run().id();
    params.path = m_document->stepPathOf(m_node);
    params.text = std::move(text);
    params.expression = isExpression;
    params.condition = m_of == Of::EdgeFromNode;
    const QPointer<QObject> who(asker);
    m_scope.start([this, who, params, then](std::stop_token stop) { return read(who, params, then, stop); });
}

Task<void> PreviewSource::read(QPointer<QObject> asker, api::RunPreviewParams params, Then then, std::stop_token stop)
{
    auto given = co_await m_document->bench().call<api::RunsPreview>(std::move(params), stop);
    if (asker) {
        then(stop.stop_requested() ? Result<api::RunPreview>(cancelledError()) : given);
    }
}

ExpressionPreview::ExpressionPreview(const Theme &theme, TextField &field, PreviewSource &source, QWidget *parent)
    : QWidget(parent), m_field(field), m_source(&source), m_line(new ElidedLabel(theme, QString(), TextStyle::CodeSmall, Role::TextMuted))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(space::kS, 0, 0, 0);
    m_line->setTextFormat(Qt::PlainText);
    m_line->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_line->setAccessibleName(tr("Preview with the data of the last run"));
    row->addWidget(m_line, 1);
    hide();
    m_pause.setSingleShot(true);
    m_pause.setInterval(kPauseMs);
    connect(&m_pause, &QTimer::timeout, this, &ExpressionPreview::refresh);
    connect(&m_field, &QPlainTextEdit::textChanged, &m_pause, qOverload<>(&QTimer::start));
    connect(&source, &PreviewSource::changed, &m_pause, qOverload<>(&QTimer::start));
    m_pause.start();
}

QString ExpressionPreview::text() const
{
    return isHidden() ? QString() : m_line->text();
}

bool ExpressionPreview::hasExpression() const
{
    return m_field.mode() == TextField::Mode::Expression ? !m_field.text().trimmed().isEmpty()
        : m_field.mode() == TextField::Mode::Template    ? flow::mayHoldTemplate(m_field.text().toStdString())
                                                         : false;
}

void ExpressionPreview::refresh()
{
    if (!m_source || !m_source->isReady() || !hasExpression() || m_field.text().size() > kMostText) {
        hide();
        return;
    }
    if (m_isAsking) {
        m_asksAgain = true; // one question at a time: each reads much of the run
        return;
    }
    m_isAsking = true;
    m_source->ask(this, m_field.text().toStdString(), m_field.mode() == TextField::Mode::Expression, [this](const Result<api::RunPreview> &given) {
        m_isAsking = false;
        if (std::exchange(m_asksAgain, false)) {
            refresh();
        } else if (hasExpression()) {
            show(given);
        }
    });
}

// What is wrong is said quietly: an expression that is being written is wrong most of the time.
void ExpressionPreview::show(const Result<api::RunPreview> &given)
{
    QString line;
    QString help;
    if (given) {
        const bool isText = given->value.is_string();
        const QString whole = !given->excerpt.empty() ? qt(given->excerpt) + u'…' : isText ? qt(std::string_view(given->value.get_string())) : qt(json::write(given->value));
        line = QStringLiteral("= ") + (isText ? u'"' + whole.left(kMostShown) + u'"' : whole.left(kMostShown));
        help = whole.left(kMostHelp) + (whole.size() > kMostHelp ? QStringLiteral("…") : QString());
        if (m_source && m_source->of() == PreviewSource::Of::EdgeFromNode) {
            line = (!given->excerpt.empty() || isTrue(given->value) ? tr("Taken: %1") : tr("Not taken: %1")).arg(line);
        }
    } else if (given.error().is("step.notReached") || given.error().is("store.notFound")) {
        line = tr("The last run did not come here.");
    } else if (given.error().is("client.disconnected") || given.error().is("cancelled")) {
        hide();
        return;
    } else {
        line = textOf(given.error());
        help = line;
    }
    m_line->setText(line.simplified());
    m_line->setToolTip(help.isEmpty() ? QString() : Qt::convertFromPlainText(help)); // else data could be taken for HTML
    m_line->setAccessibleDescription(line);
    setVisible(true);
}

} // namespace signalbox::ui
