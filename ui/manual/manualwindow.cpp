// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/manual/manualwindow.h"

#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/manual/manualhitdelegate.h"
#include "ui/manual/manualview.h"
#include "ui/text/linetext.h"
#include "ui/text/plaintext.h"

#include <QAction>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace {

constexpr QSize kDefaultSize(1000, 720);
constexpr QSize kSmallest(600, 400);
constexpr int kSide = 236;
constexpr int kNarrowestSide = 190;
constexpr int kPlaceRole = Qt::UserRole;
constexpr char kIconName[] = "iconName";

QStringList wordsOf(const QString &text)
{
    return text.simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

} // namespace

ManualWindow::ManualWindow(QWidget *parent) :
    QWidget(parent, Qt::Window),
    m_view(new ManualView(m_book, this)),
    m_back(addButton(QStringLiteral("manualBack"), tr("Back"), QStringLiteral("undo"))),
    m_forward(addButton(QStringLiteral("manualForward"), tr("Forward"), QStringLiteral("redo"))),
    m_search(new QLineEdit(this)),
    m_lists(new QStackedWidget(this)),
    m_contents(new QListWidget(this)),
    m_found(new QListWidget(this))
{
    setObjectName(QStringLiteral("manualWindow"));
    setAttribute(Qt::WA_QuitOnClose, false);
    setMinimumSize(kSmallest);
    resize(kDefaultSize);
    auto *split = new QSplitter(Qt::Horizontal, this);
    split->setChildrenCollapsible(false);
    split->setHandleWidth(1);
    split->addWidget(buildSide());
    split->addWidget(m_view);
    split->setStretchFactor(1, 1);
    const int beside = Metrics::widened(kSide);
    split->setSizes({beside, kDefaultSize.width() - beside});
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(split);
    addShortcuts();
    paintIcons();
    connect(m_view, &QTextBrowser::backwardAvailable, m_back, &QWidget::setEnabled);
    connect(m_view, &QTextBrowser::forwardAvailable, m_forward, &QWidget::setEnabled);
    connect(m_back, &QAbstractButton::clicked, m_view, &QTextBrowser::backward);
    connect(m_forward, &QAbstractButton::clicked, m_view, &QTextBrowser::forward);
    connect(m_view, &ManualView::shown, this, &ManualWindow::onPageShown);
}

QToolButton *ManualWindow::addButton(const QString &objectName, const QString &text, const QString &icon)
{
    auto *button = new QToolButton(this);
    button->setObjectName(objectName);
    button->setProperty(kIconName, icon);
    button->setAccessibleName(text);
    button->setToolTip(PlainText::toolTip(text));
    button->setFocusPolicy(Qt::StrongFocus);
    setScaledSize(button, 28, 28);
    button->setEnabled(false);
    return button;
}

QWidget *ManualWindow::buildSide()
{
    auto *side = new QWidget(this);
    side->setMinimumWidth(Metrics::widened(kNarrowestSide));
    m_search->setObjectName(QStringLiteral("manualSearch"));
    m_search->setPlaceholderText(tr("Search the manual"));
    m_search->setAccessibleName(tr("Search the manual"));
    m_search->setClearButtonEnabled(true);
    m_search->installEventFilter(this);
    connect(m_search, &QLineEdit::textChanged, this, &ManualWindow::search);
    connect(m_search, &QLineEdit::returnPressed, this, [this] { openItem(m_found->currentItem()); });

    m_contents->setObjectName(QStringLiteral("manualContents"));
    m_contents->setAccessibleName(tr("Pages of the manual"));
    for (const ManualPage &page : m_book.pages()) {
        auto *item = new QListWidgetItem(page.title, m_contents);
        item->setData(kPlaceRole, page.name);
    }
    m_found->setObjectName(QStringLiteral("manualFound"));
    m_found->setAccessibleName(tr("Places that have the words"));
    m_found->setItemDelegate(new ManualHitDelegate(m_found));
    for (QListWidget *list : {m_contents, m_found}) {
        list->setFrameShape(QFrame::NoFrame);
        list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        list->setMouseTracking(true);
        connect(list, &QListWidget::itemClicked, this, &ManualWindow::openItem);
        connect(list, &QListWidget::itemActivated, this, &ManualWindow::openItem);
    }
    auto *nothing = new PlainLabel(tr("No page has all of these words."), this);
    nothing->setObjectName(QStringLiteral("manualNothing"));
    nothing->setWordWrap(true);
    nothing->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    nothing->setMargin(Metrics::kGrid);
    setTone(nothing, Tone::Muted);
    m_lists->addWidget(m_contents);
    m_lists->addWidget(m_found);
    m_lists->addWidget(nothing);

    auto *bar = new QHBoxLayout;
    bar->setSpacing(2);
    bar->addWidget(m_back);
    bar->addWidget(m_forward);
    bar->addSpacing(4);
    bar->addWidget(m_search, 1);
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(12);
    column->addLayout(bar);
    column->addWidget(m_lists, 1);
    return side;
}

void ManualWindow::addShortcuts()
{
    const auto on = [this](const QKeySequence &keys, auto slot) {
        connect(new QShortcut(keys, this), &QShortcut::activated, this, slot);
    };
    on(QKeySequence(Qt::Key_Escape), &QWidget::close);
    on(QKeySequence(Qt::CTRL | Qt::Key_W), &QWidget::close);
    on(QKeySequence(Qt::ALT | Qt::Key_Left), [this] { m_view->backward(); });
    on(QKeySequence(Qt::ALT | Qt::Key_Right), [this] { m_view->forward(); });
    on(QKeySequence(QKeySequence::HelpContents), [this] { m_view->home(); });
    on(QKeySequence(QKeySequence::Find), [this] {
        m_search->setFocus(Qt::ShortcutFocusReason);
        m_search->selectAll();
    });
}

void ManualWindow::open(const QString &place)
{
    m_view->open(place);
    m_search->clear();
    if (isVisible())
        raise();
    show();
    activateWindow();
    m_view->setFocus();
}

QString ManualWindow::place() const
{
    return m_view->place();
}

void ManualWindow::search()
{
    const QStringList words = wordsOf(m_search->text());
    m_found->clear();
    const QList<ManualHit> hits = m_book.find(words);
    for (const ManualHit &hit : hits) {
        auto *item = new QListWidgetItem(hit.heading, m_found);
        item->setData(kPlaceRole, hit.place);
        item->setData(ManualHitDelegate::PageRole, hit.page);
        item->setToolTip(PlainText::toolTip(hit.heading));
        item->setData(Qt::AccessibleTextRole, LineText::joined({hit.heading, hit.page}));
    }
    m_found->setCurrentRow(0);
    m_lists->setCurrentIndex(words.isEmpty() ? 0 : hits.isEmpty() ? 2 : 1);
}

void ManualWindow::openItem(const QListWidgetItem *item)
{
    if (item)
        m_view->open(item->data(kPlaceRole).toString(), wordsOf(m_search->text()));
}

void ManualWindow::onPageShown()
{
    const ManualPage *page = m_book.page(m_view->pageName());
    if (!page)
        return;
    setWindowTitle(PlainText::title(LineText::fill(tr("%1 – Manual of Clickscope"), page->title)));
    m_contents->setCurrentRow(static_cast<int>(page - m_book.pages().constData()));
}

void ManualWindow::paintIcons()
{
    const Theme &theme = Theme::of(this);
    for (QToolButton *button : {m_back, m_forward}) {
        const QString name = button->property(kIconName).toString();
        button->setIcon(themedIcon(name, theme.text, theme.control));
    }
}

void ManualWindow::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        paintIcons();
}

bool ManualWindow::eventFilter(QObject *watched, QEvent *event)
{
    // From the search field, up and down choose among what was found.
    if (watched != m_search || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    if (key != Qt::Key_Down && key != Qt::Key_Up)
        return false;
    const int row = m_found->currentRow() + (key == Qt::Key_Down ? 1 : -1);
    if (row >= 0 && row < m_found->count())
        m_found->setCurrentRow(row);
    return true;
}
