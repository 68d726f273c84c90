namespace TextClassify.Training.Onnx.Contextual;

/// <summary>
/// Long short-term memory: c = f c' + i g with every gate split, h = o tanh(c) with the output gate whole, as in the paper, which found
/// that splitting it changes little. A cell is carried as the phrase's part and the whole, and the rest's is what is left: what a gate
/// gives to the phrase may exceed the whole gate where the rest pulls it shut, so that over a long text the parts grow without bound, one
/// up and one down, and their sum would lose the cell.
/// </summary>
internal static class LstmContextual
{
    /// <param name="graph">Receives the layer.</param>
    /// <param name="input">x W_ih' without bias, the phrase's rows before the rest's, [T,2,2B,4m]; gates i, o, f, g as in ONNX.</param>
    /// <param name="recurrent">W_hh', [2,m,4m].</param>
    /// <param name="bias">Of input and state together, [2,1,4m].</param>
    /// <param name="none">Zeros, [2,2B,m].</param>
    /// <param name="stateWidth">m.</param>
    /// <returns>h, [T,2,2B,m].</returns>
    public static Value Emit(GraphBuilder graph, Value input, Value recurrent, Value bias, Value none, int stateWidth)
    {
        var biases = graph.Split(bias, axis: 2, 3 * stateWidth, stateWidth);
        Value gateConstant = graph.Sigmoid(biases[0]), candidateConstant = graph.Tanh(biases[1]);
        var gateConstants = graph.SplitEvenly(gateConstant, axis: 2, 3);
        var zero = graph.Weight("zero", [], [0]);

        var body = new LoopBody("cd", graph);
        var step = body.Graph;
        Value hidden = body.State(), phraseCell = body.State(), wholeCell = body.State();
        var parts = step.SplitEvenly(step.Add(body.Input(), step.MatMul(hidden, recurrent)), axis: 1, 2);
        var phrase = step.Split(parts[0], axis: 2, 3 * stateWidth, stateWidth);
        var rest = step.Split(parts[1], axis: 2, 3 * stateWidth, stateWidth);

        var (gates, whole) = step.Linearise(step.Sigmoid, new Portions(phrase[0], rest[0], biases[0]), gateConstant);
        var (candidate, wholeCandidate) = step.Linearise(step.Tanh, new Portions(phrase[1], rest[1], biases[1]), candidateConstant);
        var phraseGates = step.SplitEvenly(gates.Phrase, axis: 2, 3);
        var wholeGates = step.SplitEvenly(whole, axis: 2, 3);

        var update = step.PhraseOf(phraseGates[0], gateConstants[0], candidate.Phrase, candidate.Constant);
        var kept = step.PhraseOf(phraseGates[2], gateConstants[2], phraseCell, Value.None);
        var byPhrase = step.Add(kept, update);
        var now = step.Add(step.Mul(wholeGates[2], wholeCell), step.Mul(wholeGates[0], wholeCandidate));
        var squashed = step.Average(step.Tanh(byPhrase), step.Tanh(step.Sub(now, byPhrase)), step.Tanh(now), zero);

        var output = step.Concat([step.Mul(wholeGates[1], squashed.Phrase), step.Mul(wholeGates[1], squashed.Rest)], axis: 1);
        body.Next(output);
        body.Next(byPhrase);
        body.Next(now);
        body.Output(output);
        var noCell = graph.SplitEvenly(none, axis: 1, 2)[0];
        return graph.Scan(body, states: [none, noCell, noCell], inputs: [input], reverse: false)[3];
    }
}
