using System.Globalization;
using System.Text;

namespace TextClassify.Client;

/// <summary>Which two versions of a model are held against each other, over which recorded texts.</summary>
/// <param name="Model">Name of the model.</param>
/// <param name="Against">The version that the other is held against.</param>
public sealed record VersionComparison(string Model, string Against)
{
    /// <summary>The other; null for the one that answers to the name.</summary>
    public string? Version { get; init; }

    /// <summary>A label that one of both gave; null for all.</summary>
    public string? Label { get; init; }

    /// <summary>Name of a group of texts; null for all.</summary>
    public string? Cohort { get; init; }

    /// <summary>The first moment that counts.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The first after it that does not.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Tokens to tell of each list, 1 to 500.</summary>
    public int Limit { get; init; } = 20;

    /// <summary>Texts a token must stand in, from 2.</summary>
    public int MinSupport { get; init; } = 5;

    /// <summary>Texts to show of each flip, 0 to 50.</summary>
    public int Examples { get; init; } = 3;

    internal string Query
    {
        get
        {
            var text = new StringBuilder(string.Create(
                CultureInfo.InvariantCulture, $"limit={Limit}&minSupport={MinSupport}&examples={Examples}"));
            Add("model", Model);
            Add("against", Against);
            Add("version", Version);
            Add("label", Label);
            Add("cohort", Cohort);
            Add("from", Moment(From));
            Add("to", Moment(To));
            return text.ToString();

            void Add(string name, string? value)
            {
                if (value is not null)
                {
                    text.Append('&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
                }
            }
        }
    }

    private static string? Moment(DateTimeOffset? moment) =>
        moment?.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFZ", CultureInfo.InvariantCulture);
}
