using TextClassify.Api.Contracts;
using TextClassify.Api.Problems;
using TextClassify.Text;

namespace TextClassify.Api.Scoring;

/// <summary>An input as the model reads it, or what is wrong with it.</summary>
internal readonly record struct EncodedInput(InputItem Item, EncodedText? Text, Problem? Problem);
