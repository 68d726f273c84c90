namespace TextClassify.Inference.Batching;

/// <param name="Call">Whose row it is.</param>
/// <param name="Index">Which of the call's rows: the result goes back there and nowhere else.</param>
internal readonly record struct WaitingRow(BatchCall Call, int Index)
{
    public ReadOnlyMemory<int> Tokens => Call.Rows[Index];
}
