// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

class RejectionModel;

/// Shares the width of the table of rejections: the columns of short words get what their texts need, up to a
/// limit, Detail gets the rest. Where that is too little to read, what matters least leaves; it is below the
/// table.
class RejectionColumns final
{
public:
    /// `model` must outlive it.
    explicit RejectionColumns(const RejectionModel &model);

    /// Measures these rows; true if a column needs more width than before.
    bool add(int first, int last);
    /// Starts again with the headers alone.
    void clear();
    /// Of all columns in a table of that width, 0 = hidden.
    QList<int> widths(int width) const;

private:
    const RejectionModel &m_model;
    QList<int> m_needed; ///< of each column, with its margins
};
