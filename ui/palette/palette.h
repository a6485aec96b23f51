// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/palette/palettemodel.h"

#include <QWidget>

class PaletteFoot;
class PaletteValues;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QListView;

/// Finds everything by name: actions, pages, sites, and the values of the present range as filters. Lies over
/// its window, which is dimmed, and goes when something was chosen. Main thread.
///
/// Enter does, Alt+Enter leaves a value out, Tab narrows to one group, Escape clears, then closes.
class Palette final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Palette)

public:
    /// `window` is its parent; `values` must outlive it.
    Palette(PaletteOffers offers, PaletteValues &values, QWidget *window);

    void open();
    /// Ids of what was used lately, the latest first; survives restarts as text.
    QByteArray state() const { return m_recent.join(u'\n').toUtf8(); }
    void restoreState(const QByteArray &state);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;

private:
    QWidget *buildPanel();
    bool takesKey(int key, Qt::KeyboardModifiers modifiers);
    void addValues(const QList<PaletteEntry> &entries);
    void search();
    /// The sections for what is typed now; new values behind what is shown already if `keepsRows`.
    void refill(bool keepsRows);
    void choose(int row);
    void step(int step);
    void narrow(int step);
    void activate(bool leavesOut);
    void dismiss();
    void place();
    void updateFoot();
    int currentRow() const;

    PaletteOffers m_offers;
    PaletteValues &m_values;
    PaletteIndex m_index;
    PaletteModel m_model {m_index};
    std::optional<PaletteGroup> m_only;
    QStringList m_recent;
    QList<PaletteSection> m_sections; ///< as shown
    QWidget *m_panel;
    QHBoxLayout *m_head; ///< what is typed, and how many were found
    QLineEdit *m_field;
    QLabel *m_count;
    QListView *m_list;
    PaletteFoot *m_foot;
    QWidget *m_focusBefore = nullptr;
};
