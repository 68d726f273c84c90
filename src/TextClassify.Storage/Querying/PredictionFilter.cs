using System.Text;

namespace TextClassify.Storage.Querying;

/// <summary>Which predictions a question is about; what is null is not asked for.</summary>
public sealed record PredictionFilter
{
    public string? Model { get; init; }

    public string? Version { get; init; }

    /// <summary>What the model said.</summary>
    public string? Label { get; init; }

    public string? Cohort { get; init; }

    /// <summary>Microseconds since 1970; the first that counts.</summary>
    public long? From { get; init; }

    /// <summary>The first that does not.</summary>
    public long? To { get; init; }

    /// <summary>A piece of the text; at the level of evidence.</summary>
    public string? Token { get; init; }

    /// <summary>Whether a label says that the model was wrong, or right.</summary>
    public bool? Wrong { get; init; }

    /// <summary>The conditions on predictions.</summary>
    /// <param name="values">Takes the values.</param>
    /// <param name="table">The name that the statement gives the predictions, which have numbers.</param>
    /// <param name="rows">What is known of these numbers: files are skipped that have no such token there.</param>
    internal string Where(List<object> values, string table = "p", string rows = "true")
    {
        var text = new StringBuilder(WhereSummed(values, table));
        Add(text, values, $"{table}.ts >= ", From);
        Add(text, values, $"{table}.ts < ", To);
        if (Token is not null)
        {
            Add(text, values, $"{table}.row IN (SELECT row FROM evidence WHERE {rows} AND token = ", Token);
            text.Append(')');
        }

        if (Wrong is { } wrong)
        {
            text.Append(" AND ").Append(table).Append(".row IN (SELECT row FROM labelled WHERE ")
                .Append(wrong ? "given <> label)" : "given = label)");
        }

        return text.ToString();
    }

    /// <summary>The same but for time, text and labels, which sums don't know.</summary>
    internal string WhereSummed(List<object> values, string table)
    {
        var text = new StringBuilder("WHERE true");
        Add(text, values, $"{table}.model = ", Model);
        Add(text, values, $"{table}.version = ", Version);
        Add(text, values, $"{table}.label = ", Label);
        Add(text, values, $"{table}.cohort = ", Cohort);
        return text.ToString();
    }

    private static void Add(StringBuilder text, List<object> values, string condition, object? value)
    {
        if (value is not null)
        {
            values.Add(value);
            text.Append(" AND ").Append(condition).Append('$').Append(values.Count);
        }
    }
}
