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

    /// <summary>Adds the conditions on the table p, joined with labels as l.</summary>
    internal string Where(List<object> values)
    {
        var text = new StringBuilder("WHERE true");
        Add("p.model = ", Model);
        Add("p.version = ", Version);
        Add("p.label = ", Label);
        Add("p.cohort = ", Cohort);
        Add("p.ts >= ", From);
        Add("p.ts < ", To);
        if (Token is not null)
        {
            Add("p.row IN (SELECT row FROM evidence WHERE token = ", Token);
            text.Append(')');
        }

        if (Wrong is { } wrong)
        {
            text.Append(wrong ? " AND l.label <> p.label" : " AND l.label = p.label");
        }

        return text.ToString();

        void Add(string condition, object? value)
        {
            if (value is not null)
            {
                values.Add(value);
                text.Append(" AND ").Append(condition).Append('$').Append(values.Count);
            }
        }
    }
}
