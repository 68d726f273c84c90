namespace TextClassify.Api.Streams;

/// <summary>A result that can stand on a line of its own.</summary>
internal interface IStreamedResult<out T>
{
    ItemError? Error { get; }

    /// <summary>The result with its place among the lines, and beside an error its line of the body.</summary>
    T At(long index, long? line);
}
