import { Button } from 'antd';
import './lists.css';

/** What is new waits up here until the reader asks for it; null: nothing is. */
export function NewsBar({ words, onShow }: { words: string | null; onShow: () => void }) {
  return (
    <div role="status" className="ys-news">
      {words ? (
        <Button type="link" size="small" block onClick={onShow}>
          {words}
        </Button>
      ) : null}
    </div>
  );
}
