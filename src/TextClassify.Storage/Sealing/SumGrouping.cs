using Microsoft.Data.Sqlite;
using TextClassify.Storage.Outbox;

namespace TextClassify.Storage.Sealing;

/// <summary>
/// Adds up the sums of several files, and those again, so that a question about a month reads few files. Nobody is grouped twice at a
/// level: a file that goes, or is written anew, ends its groups, and the others of them are read by themselves.
/// </summary>
internal static class SumGrouping
{
    /// <summary>Of eight a level, the last ones hold four thousand files.</summary>
    private const int Levels = 4;

    /// <summary>Ends groups that lost a member.</summary>
    /// <returns>The names of files that nobody begins to read any more.</returns>
    public static List<string> Break(SqliteConnection connection)
    {
        var listed = SealedFile.All(connection, null).Select(file => file.Number).ToHashSet();
        var names = new List<string>();
        foreach (var group in SumGroup.All(connection, null))
        {
            if (!group.Members.Any(listed.Contains))
            {
                names.AddRange(group.SumNames());
                group.Delete(connection);
            }
            else if (group.RollUps != RollUps.None && !group.Members.All(listed.Contains))
            {
                names.AddRange(group.SumNames());
                group.NoteBroken(connection);
            }
        }

        return names;
    }

    /// <summary>Makes one group at most of each level.</summary>
    /// <param name="connection">To the list.</param>
    /// <param name="folder">Of the files.</param>
    /// <param name="size">Parts of a group.</param>
    public static void Build(SqliteConnection connection, string folder, int size)
    {
        for (int level = 1; level <= Levels; level++)
        {
            var groups = SumGroup.All(connection, null);
            var grouped = groups.Where(group => group.Level == level).SelectMany(group => group.Members).ToHashSet();
            IEnumerable<ISummed> parts = level == 1
                ? SealedFile.All(connection, null)
                : groups.Where(group => group.Level == level - 1);
            ISummed[] taken =
            [
                .. parts.Where(part => (part.RollUps ?? RollUps.None) != RollUps.None && !grouped.Contains(part.Members[0]))
                    .OrderBy(part => part.MinAt).Take(size),
            ];
            var common = taken.Aggregate((RollUps)~0, (all, part) => all & part.RollUps!.Value);
            if (taken.Length == size && common != RollUps.None)
            {
                var group = new SumGroup(
                    NextNumber(connection), level, [.. taken.SelectMany(part => part.Members).Order()], taken.Min(part => part.MinAt),
                    taken.Max(part => part.MaxAt), common);
                RollUpFiles.Write(folder, group, taken);
                group.Insert(connection);
            }
        }
    }

    private static long NextNumber(SqliteConnection connection) =>
        1 + connection.Number(null, "SELECT COALESCE(MAX(seq), 0) FROM sqlite_sequence WHERE name = 'sum_groups'");
}
