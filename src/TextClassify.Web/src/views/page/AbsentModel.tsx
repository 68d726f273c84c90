import { chooseModel } from '../../state/actions';
import { loadService } from '../../state/loading/start';
import { absentModel, allModels, keyOf } from '../../state/models';

/** Says that the model a link asks for isn't here, and offers the others; none of them answers unasked. */
export function AbsentModel() {
  return (
    <div class="trouble" role="alert">
      <p>The link is to the model <b>{absentModel.value?.replace('/', ' ')}</b>, which isn’t loaded. Read the text with another:</p>
      <p class="tools">
        {allModels.value.map((item) => (
          <button type="button" key={keyOf(item)} onClick={() => chooseModel(keyOf(item))}>{item.name} {item.version}</button>
        ))}
        <button type="button" class="link" onClick={() => void loadService()}>Look again</button>
      </p>
    </div>
  );
}
