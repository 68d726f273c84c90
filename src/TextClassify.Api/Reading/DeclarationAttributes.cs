namespace TextClassify.Api.Reading;

/// <summary>The least and the greatest value of a number, or of each number of a list.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class WithinAttribute : Attribute
{
    public WithinAttribute(double least, double most) => (Least, Most) = (least, most);

    /// <param name="least">The least value.</param>
    /// <param name="limit">The property of <see cref="Settings.LimitsOptions"/> that has the greatest.</param>
    public WithinAttribute(double least, string limit) => (Least, Limit) = (least, limit);

    public double Least { get; }

    public double Most { get; }

    public string? Limit { get; }
}

/// <summary>How many elements a list may have.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class MostAttribute(int elements) : Attribute
{
    public int Elements => elements;
}

/// <summary>
/// A value that comes in more than one form, or has bounds of its own: the class that reads it has a static method Read of the form of
/// <see cref="JsonReading{T}"/>; where it may stand in a query a method FromText of the form of <see cref="TextReading{T}"/>, and where its
/// absence has a problem of its own a method Missing, from the property's place to the problem.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Class)]
internal sealed class ReadByAttribute(Type reader) : Attribute
{
    public Type Reader => reader;
}
