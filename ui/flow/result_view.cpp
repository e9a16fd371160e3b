// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/result_view.h"

#include "ui/flow/workbench.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/json_view.h"
#include "ui/widgets/long_text_view.h"
#include "ui/widgets/text_label.h"

#include <QApplication>
#include <QPlainTextEdit>
#include <QPointer>
#include <QStackedWidget>
#include <QThreadPool>
#include <QTreeView>
#include <QVBoxLayout>

namespace signalbox::ui {

namespace {

// Of a text without lines a field lays out this much without being felt.
constexpr std::size_t kMostText = 16u << 10;
constexpr std::size_t kMostInLine = 160; ///< bytes of a longer one
constexpr std::size_t kAtOnce = 1u << 20;

} // namespace

ResultView::ResultView(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_title(new ElidedLabel(theme, QString(), TextStyle::Strong))
    , m_detail(new TextLabel(theme, QString(), TextStyle::Small, Role::TextMuted))
    , m_badge(new Badge(theme, State::Idle))
    , m_message(new TextLabel(theme, QString(), TextStyle::Body, Role::TextMuted))
    , m_pages(new QStackedWidget)
    , m_text(new QPlainTextEdit)
    , m_longText(new LongTextView(theme))
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
    m_longText->setAccessibleName(tr("Value as text"));
    m_pages->addWidget(m_longText);
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
    m_value->setValue(shared);
    m_longText->setText(nullptr);
    m_value->bar()->setEnabled(true);
    const bool isTree = (value.is_array() && !value.get_array().empty()) || (value.is_object() && !value.get_object().empty());
    m_value->setTextOffered(isTree);
    const auto *text = value.if_string();
    if (text && text->size() > kMostText) {
        m_pages->setCurrentWidget(m_longText);
        if (text->size() <= kAtOnce) {
            takeText(shared, std::make_shared<const LongText>(std::string(std::string_view(*text)), kMostInLine));
            return;
        }
        m_longText->setText(nullptr, tr("Writing the text…"));
        QThreadPool::globalInstance()->start([shared, self = QPointer(this)] {
            auto made = std::make_shared<const LongText>(std::string(std::string_view(shared->get_string())), kMostInLine);
            QMetaObject::invokeMethod(qApp, [shared, self, made = std::move(made)] {
                if (self) {
                    self->takeText(shared, made);
                }
            });
        });
        return;
    }
    if (!isTree) {
        // No tree to open: the text says it all.
        m_text->setPlainText(text ? qt(std::string_view(*text)) : qt(json::write(value)));
    }
    m_pages->setCurrentIndex(isTree ? 1 : 2);
}

void ResultView::takeText(const std::shared_ptr<const json::Value> &of, std::shared_ptr<const LongText> text)
{
    if (of == m_value->value()) {
        m_longText->setText(std::move(text));
    }
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
