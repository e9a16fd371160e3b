// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/json_view.h"

#include "ui/widgets/json_table.h"
#include "ui/widgets/json_text.h"
#include "ui/widgets/json_tree_model.h"
#include "ui/widgets/long_text_view.h"
#include "ui/widgets/pane_tools.h"
#include "ui/widgets/text_label.h"

#include <QBoxLayout>
#include <QApplication>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPointer>
#include <QStackedWidget>
#include <QStyledItemDelegate>
#include <QSyntaxHighlighter>
#include <QThreadPool>
#include <QToolButton>
#include <QTreeView>

namespace signalbox::ui {

namespace {

// What a text field takes without being felt.
constexpr std::size_t kShownBytes = 96u << 10;

class JsonDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    JsonDelegate(const Theme &theme, QObject *parent)
        : QStyledItemDelegate(parent)
        , m_theme(theme)
    {
    }
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        return QSize(QStyledItemDelegate::sizeHint(option, index).width(), std::max(m_theme.lineHeight(TextStyle::Code) + space::kS, size::kRowCompact - 2));
    }

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        const auto *value = static_cast<const JsonTreeModel *>(index.model())->valueAt(index);
        const Role role = index.column() == 0 ? Role::SyntaxKey : jsonInk(*value);
        option->font = m_theme.font(TextStyle::Code);
        for (const auto ink : {QPalette::Text, QPalette::HighlightedText}) {
            option->palette.setColor(ink, m_theme.color(role));
        }
        if (const int mark = index.data(JsonTreeModel::MarkRole).toInt(); mark > 0) {
            option->backgroundBrush = mark == 2 ? m_theme.color(Role::WarningSoft) : m_theme.mixed(Role::Panel, Role::WarningSoft, 0.4);
        }
    }

private:
    const Theme &m_theme;
};

class JsonHighlighter : public QSyntaxHighlighter
{
    Q_OBJECT
public:
    JsonHighlighter(const Theme &theme, QTextDocument *document)
        : QSyntaxHighlighter(document)
        , m_theme(theme)
    {
    }

protected:
    void highlightBlock(const QString &line) override
    {
        eachJsonToken(line, [this](int begin, int length, Role role) { setFormat(begin, length, m_theme.color(role)); });
    }

private:
    const Theme &m_theme;
};

} // namespace

JsonView::JsonView(const Theme &theme, const QString &purpose, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_purpose(purpose)
    , m_value(std::make_shared<const json::Value>(nullptr))
    , m_model(new JsonTreeModel(this))
    , m_bar(new QWidget)
    , m_caption(new ElidedLabel(theme, purpose, TextStyle::Caption, Role::TextMuted))
    , m_asTable(iconButton(theme, QStringLiteral("table"), tr("Show as a table")))
    , m_asText(iconButton(theme, QStringLiteral("spec"), tr("Show as text")))
    , m_stack(new QStackedWidget)
    , m_tree(new QTreeView)
    , m_table(new JsonTable(theme))
    , m_texts(new QStackedWidget)
    , m_text(new QPlainTextEdit)
    , m_longText(new LongTextView(theme))
{
    m_model->setParent(m_tree); // a view must not see its model go first
    m_tree->setModel(m_model);
    m_tree->setItemDelegate(new JsonDelegate(theme, m_tree));
    m_tree->setUniformRowHeights(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setHeaderHidden(true);
    m_tree->setIndentation(space::kXl);
    m_tree->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_tree->setAccessibleName(purpose);
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    m_tree->header()->setSectionResizeMode(0, QHeaderView::Interactive);
    m_tree->header()->setStretchLastSection(true);
    m_tree->header()->setMinimumSectionSize(60);
    connect(m_tree, &QWidget::customContextMenuRequested, this, &JsonView::menuAt);
    m_text->setReadOnly(true);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setAccessibleName(tr("%1 as text").arg(purpose));
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    // JSON is written from left to right in every language.
    m_tree->setLayoutDirection(Qt::LeftToRight);
    m_text->setLayoutDirection(Qt::LeftToRight);
    new JsonHighlighter(theme, m_text->document());
    m_stack->addWidget(m_tree);
    m_table->setAccessibleName(tr("%1 as a table").arg(purpose));
    m_longText->setAccessibleName(tr("%1 as text").arg(purpose));
    m_stack->addWidget(m_table);
    m_texts->addWidget(m_text);
    m_texts->addWidget(m_longText);
    m_stack->addWidget(m_texts);

    m_asTable->setCheckable(true);
    m_asText->setCheckable(true);
    connect(m_asTable, &QToolButton::toggled, this, [this](bool on) { setMode(on ? Mode::Table : mode() == Mode::Table ? Mode::Tree : mode()); });
    connect(m_asText, &QToolButton::toggled, this, [this](bool on) { setMode(on ? Mode::Text : mode() == Mode::Text ? Mode::Tree : mode()); });
    auto *copying = iconButton(theme, QStringLiteral("copy"), tr("Copy as JSON"));
    connect(copying, &QToolButton::clicked, this, &JsonView::copyAll);
    auto *copySelection = new QAction(tr("Copy"), this);
    connect(copySelection, &QAction::triggered, this, &JsonView::copySelected);
    answerKeys(m_tree, copySelection, QKeySequence::Copy);

    auto *bar = new QHBoxLayout(m_bar);
    bar->setContentsMargins(space::kL, space::kXs, space::kS, 0);
    bar->setSpacing(space::kXs);
    m_caption->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar->addWidget(m_caption, 1);
    bar->addWidget(m_asTable);
    bar->addWidget(m_asText);
    bar->addWidget(copying);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_bar);
    layout->addWidget(m_stack, 1);
    connect(&theme, &Theme::changed, this, &JsonView::dress);
    dress();
}

void JsonView::dress()
{
    m_text->setFont(m_theme.font(TextStyle::Code));
    m_textIsStale = true;
    if (mode() == Mode::Text) {
        fillText();
    }
}

void JsonView::setValue(std::shared_ptr<const json::Value> value)
{
    const auto former = std::exchange(m_value, std::move(value));
    m_model->setValue(m_value);
    m_tree->setRootIsDecorated(m_value->is_object() || m_value->is_array());
    m_textIsStale = true;
    m_tableIsStale = true;
    m_list = JsonTableModel::listOf(*m_value, &m_listPointer);
    int width = 60;
    const QFontMetrics metrics(m_theme.font(TextStyle::Code));
    for (int i = 0; i < std::min(m_model->rowCount(), 50); ++i) {
        const QModelIndex index = m_model->index(i, 0);
        width = std::max(width, metrics.horizontalAdvance(index.data().toString()) + 3 * space::kXl);
        // Small inner values are open, so that little has to be clicked.
        if (i < 8 && m_model->rowCount() <= 8) {
            const auto *inner = m_model->valueAt(index);
            const std::size_t members = inner->is_object() ? inner->get_object().size() : inner->is_array() ? inner->get_array().size() : 0;
            if (members > 0 && members <= 12) {
                m_tree->expand(index);
            }
        }
    }
    m_tree->header()->resizeSection(0, std::min(width, 240));
    showMode();
    if (isLongerJson(*former, kShownBytes)) {
        QThreadPool::globalInstance()->start([former] {}); // to let go of fifty megabytes takes a tenth of a second
    }
}

void JsonView::setMarks(std::set<std::string> pointers)
{
    m_model->setMarks(std::move(pointers));
    m_tree->viewport()->update();
}

void JsonView::setCaptionShown(bool shown)
{
    m_hasCaption = shown;
    setNote({});
}

void JsonView::setTextOffered(bool offered)
{
    m_asText->setEnabled(offered);
}

void JsonView::setNote(const QString &note)
{
    m_note = note;
    QStringList parts;
    if (m_hasCaption) {
        parts << m_purpose;
    }
    if (mode() == Mode::Table && !m_listPointer.empty()) {
        parts << QString::fromStdString(m_listPointer);
    }
    if (!note.isEmpty()) {
        parts << note;
    }
    m_caption->setText(parts.join(QStringLiteral(" · ")));
}

JsonView::Mode JsonView::mode() const
{
    return m_stack->currentWidget() == m_texts ? Mode::Text : m_stack->currentWidget() == m_table ? Mode::Table : Mode::Tree;
}

void JsonView::setMode(Mode mode)
{
    m_mode = mode;
    showMode();
}

void JsonView::showMode()
{
    const auto mode = m_mode == Mode::Table && !m_list ? Mode::Tree : m_mode;
    if (mode == Mode::Text && m_textIsStale) {
        fillText();
    }
    if (m_tableIsStale) {
        const bool isShown = mode == Mode::Table;
        m_table->setList(isShown ? m_value : nullptr, isShown ? m_list : nullptr); // what is not shown is not kept
        m_tableIsStale = !isShown;
    }
    m_stack->setCurrentWidget(mode == Mode::Text ? static_cast<QWidget *>(m_texts) : mode == Mode::Table ? static_cast<QWidget *>(m_table) : m_tree);
    for (auto *button : {m_asTable, m_asText}) {
        const QSignalBlocker quiet(button);
        button->setChecked(mode == (button == m_asTable ? Mode::Table : Mode::Text));
    }
    m_asTable->setEnabled(m_list != nullptr);
    setNote(m_note);
}

void JsonView::fillText()
{
    m_textIsStale = false;
    ++m_turn;
    if (!isLongerJson(*m_value, kShownBytes)) {
        m_longText->setText(nullptr);
        m_text->setPlainText(QString::fromStdString(json::writePretty(*m_value)));
        m_texts->setCurrentWidget(m_text);
        return;
    }
    m_text->clear();
    m_longText->setText(nullptr, tr("Writing the text…"));
    m_texts->setCurrentWidget(m_longText);
    QThreadPool::globalInstance()->start([value = m_value, turn = m_turn, self = QPointer(this)] {
        auto text = std::make_shared<const LongText>(json::writePretty(*value));
        QMetaObject::invokeMethod(qApp, [self, turn, text = std::move(text)] {
            if (self) {
                self->takeText(turn, text);
            }
        });
    });
}

void JsonView::takeText(std::uint64_t turn, std::shared_ptr<const LongText> text)
{
    if (turn == m_turn) {
        m_longText->setText(std::move(text));
    }
}

void JsonView::copyAll() const
{
    copyValue(m_stack, m_value, CopyAs::Json);
}

void JsonView::copySelected() const
{
    const QModelIndex index = m_tree->currentIndex();
    if (index.isValid()) {
        copyValue(m_tree, std::shared_ptr<const json::Value>(m_value, m_model->valueAt(index)), CopyAs::Text);
    }
}

void JsonView::menuAt(const QPoint &point)
{
    const QModelIndex index = m_tree->indexAt(point);
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (index.isValid()) {
        // The value may be another one by the time that somebody chooses.
        const std::shared_ptr<const json::Value> value(m_value, m_model->valueAt(index));
        const QString pointer = index.data(JsonTreeModel::PointerRole).toString();
        menu->addAction(m_theme.icon(QStringLiteral("copy")), tr("Copy value"), this, [this, value] { copyValue(m_tree, value, CopyAs::Text); });
        menu->addAction(tr("Copy path"), this, [pointer] { QGuiApplication::clipboard()->setText(pointer); });
        menu->addSeparator();
    }
    menu->addAction(tr("Copy everything as JSON"), this, &JsonView::copyAll);
    menu->popup(m_tree->viewport()->mapToGlobal(point));
}

} // namespace signalbox::ui

#include "json_view.moc"
