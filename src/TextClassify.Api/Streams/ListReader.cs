namespace TextClassify.Api.Streams;

/// <summary>Cuts a list that was read whole into windows, for an answer in lines.</summary>
internal static class ListReader
{
    public static async IAsyncEnumerable<StreamWindow> ReadAsync(IReadOnlyList<EncodedInput> inputs, WindowSize size)
    {
        await ValueTask.CompletedTask;
        var window = new StreamWindow(size);
        for (int i = 0; i < inputs.Count; i++)
        {
            window.Add(new StreamItem(i, null, inputs[i]));
            if (window.IsFull || i == inputs.Count - 1)
            {
                yield return window;
                window = new StreamWindow(size);
            }
        }
    }
}
