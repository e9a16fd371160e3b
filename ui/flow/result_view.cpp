// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/result_view.h"

#include "ui/flow/workbench.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/json_view.h"
#include "ui/widgets/text_label.h"

#include <QPlainTextEdit>
#include <QStackedWidget>
#include <QTreeView>
#include <QVBoxLayout>

namespace signalbox::ui {

namespace {

// Of a text without lines a field lays out this much without being felt; all of it is in what is copied.
constexpr std::size_t kMostText = 16u << 10;

} // namespace

ResultView::ResultView(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_title(new ElidedLabel(theme, QString(), TextStyle::Strong))
    , m_detail(new TextLabel(theme, QString(), TextStyle::Small, Role::TextMuted))
    , m_badge(new Badge(theme, State::Idle))
    , m_message(new TextLabel(theme, QString(), TextStyle::Body, Role::TextMuted))
    , m_pages(new QStackedWidget)
    , m_text(new QPlainTextEdit)
    , m_value(new JsonView(theme, tr("Value")))
{
    m_value->setCaptionShown(false);
    m_message->setWordWrap(true);
    m_message->setAlignment(Qt::AlignTop | Qt::AlignLeading);
    m_message->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_message->setMargin(space::kM);
    m_pages->addWidget(m_message);
    m_pages->addWidget(m_value);
    m_text->setReadOnly(true);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setAccessibleName(tr("Value as text"));
    m_text->document()->setDocumentMargin(space::kL); // under the title
    m_pages->addWidget(m_text);
    m_badge->hide();
    auto *head = new QHBoxLayout;
    head->setContentsMargins(space::kL, space::kS, space::kM, space::kS);
    head->setSpacing(space::kM);
    head->addWidget(m_title);
    head->addWidget(m_badge);
    head->addWidget(m_detail);
    head->addWidget(m_value->bar(), 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(m_pages, 1);
    setMessage(tr("Run the flow to see what it gives."), Role::TextMuted);
}

void ResultView::setHead(const QString &title, State state, const QString &detail)
{
    m_title->setText(title);
    m_badge->setVisible(state != State::Idle);
    if (state != State::Idle) {
        m_badge->setState(state);
    }
    m_detail->setText(detail);
}

void ResultView::setValue(std::shared_ptr<const json::Value> shared)
{
    const json::Value &value = *shared;
    m_value->setValue(std::move(shared));
    m_value->bar()->setEnabled(true);
    const bool isTree = (value.is_array() && !value.get_array().empty()) || (value.is_object() && !value.get_object().empty());
    m_value->setTextOffered(isTree);
    if (!isTree) {
        // No tree to open: the text says it all.
        const std::string plain = value.is_string() ? std::string() : json::write(value);
        const std::string_view text = value.is_string() ? std::string_view(value.get_string()) : std::string_view(plain);
        m_text->setPlainText(qt(text.substr(0, kMostText)) + (text.size() > kMostText ? u'\n' + tr("… The rest is in what is copied.") : QString()));
    }
    m_pages->setCurrentIndex(isTree ? 1 : 2);
}

void ResultView::setMessage(const QString &text, Role role)
{
    m_message->setText(text);
    m_message->setRole(role);
    m_pages->setCurrentIndex(0);
    m_value->bar()->setEnabled(false);
}

QString ResultView::text() const
{
    return qt(json::writePretty(*m_value->value()));
}

QTreeView *ResultView::tree() const
{
    return m_value->tree();
}

} // namespace signalbox::ui
