// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the window keeps over restarts, and what its platform knows of it.

#include "core/settings/settings.h"
#include "ui/history/historypage.h"
#include "ui/links/linkspage.h"
#include "ui/live/livepage.h"
#include "ui/look/theme.h"
#include "ui/manual/manualwindow.h"
#include "ui/palette/palette.h"
#include "ui/past/pastquestion.h"
#include "ui/rejected/rejectedpage.h"
#include "ui/text/format.h"
#include "ui/text/linetext.h"
#include "ui/text/plaintext.h"
#include "ui/widgets/helptopic.h"
#include "ui/window/mainwindow.h"
#include "ui/window/sidebar.h"
#include "ui/window/windowplace.h"
#include "ui/worldmap/mappage.h"

#include <QCloseEvent>
#include <QStackedWidget>
#include <QTimer>

namespace {

constexpr QSize kDefaultSize(1440, 900);
constexpr int kSignsOnly =
    1100; ///< at full size of texts; narrower windows show the signs of pages without their names
const QString kPastState = QStringLiteral("pastQuestion");

} // namespace

void MainWindow::updateTitle()
{
    QStringList parts {m_sidebar->siteName(), m_pages->currentWidget()->windowTitle(), tr("Clickscope")};
    if (isMinimized()) { // a task bar has room for the beginning
        parts[1] = LineText::fill(tr("%1 visitors"), Format::number(m_visitors));
        parts.move(1, 0);
    }
    setWindowTitle(PlainText::title(LineText::joined(parts, QStringLiteral(" — "))));
}

void MainWindow::restoreState()
{
    WindowPlace::restore(*this, m_settings.uiState(objectName()), kDefaultSize);
    m_live->restoreColumnState(m_settings.uiState(QStringLiteral("hitTable")));
    m_links->restoreColumnState(m_settings.uiState(QStringLiteral("linkTable")));
    m_rejected->restoreColumnState(m_settings.uiState(QStringLiteral("rejectionTable")));
    const QByteArray past = m_settings.uiState(kPastState);
    // It was kept with the History page once.
    m_past->restoreState(past.isEmpty() ? m_settings.uiState(m_history->objectName()) : past);
    for (PastPage *page : std::as_const(m_pastPages))
        page->restoreState(m_settings.uiState(page->objectName()));
    const QString page = QString::fromUtf8(m_settings.uiState(QStringLiteral("page")));
    showPage(m_pageNames.contains(page) ? page : m_pageNames.constFirst());
    m_palette->restoreState(m_settings.uiState(m_palette->objectName()));
}

void MainWindow::saveState()
{
    m_settings.setUiState(objectName(), saveGeometry());
    m_settings.setUiState(QStringLiteral("hitTable"), m_live->columnState());
    m_settings.setUiState(QStringLiteral("linkTable"), m_links->columnState());
    m_settings.setUiState(QStringLiteral("rejectionTable"), m_rejected->columnState());
    m_settings.setUiState(kPastState, m_past->state());
    for (const PastPage *page : std::as_const(m_pastPages))
        m_settings.setUiState(page->objectName(), page->state());
    m_settings.setUiState(QStringLiteral("page"), currentPage().toUtf8());
    m_settings.setUiState(m_palette->objectName(), m_palette->state());
    if (m_manual)
        m_settings.setUiState(m_manual->objectName(), m_manual->saveGeometry());
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    saveState();
    if (m_manual)
        m_manual->close();
    QMainWindow::closeEvent(event);
}

bool MainWindow::event(QEvent *event)
{
    if (event->type() != HelpRequest::type())
        return QMainWindow::event(event);
    openManual(static_cast<HelpRequest *>(event)->place());
    event->accept();
    return true;
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    fitSidebar();
}

void MainWindow::fitSidebar()
{
    m_sidebar->setNarrow(width() < Metrics::widened(kSignsOnly));
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::WindowStateChange)
        updateTitle();
    // The platform went dark or light while "Like the system" is chosen.
    if (event->type() == QEvent::ThemeChange && !m_isApplyingTheme
        && m_settings.theme() == Settings::Theme::System)
        QTimer::singleShot(0, this, &MainWindow::onThemeChanged);
}
