namespace TextClassify.Api.Streams;

/// <param name="Index">Place among the items, from 0.</param>
/// <param name="Line">Line of the body, from 1; null when the body had no lines.</param>
/// <param name="Input">The item, or what is wrong with it.</param>
internal readonly record struct StreamItem(long Index, long? Line, EncodedInput Input);
